package dev.ssot.operation.control;

import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.slice.LeaseView;

/** {@code lease.expire}: ends overdue leases now, so that their events need not wait for the next claim. */
public final class LeaseExpire implements UseCase<LeaseExpireRequest, LeaseExpireResult> {

    @Override
    public Reply<LeaseExpireResult> run(LeaseExpireRequest request, Context context) {
        return context.decide(tx -> Reply.answer(new LeaseExpireResult(
                true,
                LeaseDecisions.expireDue(tx).stream()
                        .map(lease -> LeaseView.withoutToken(lease, tx.now()))
                        .toList())));
    }
}
