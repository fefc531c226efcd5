package dev.ssot.operation.control;

import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.slice.LeaseView;
import java.util.List;
import java.util.Optional;

/** {@code lease.expire}: ends overdue leases now, so that their events need not wait for the next claim. */
public final class LeaseExpire implements UseCase<LeaseExpireRequest, LeaseExpireResult> {

    @Override
    public Reply<LeaseExpireResult> run(LeaseExpireRequest request, Context context) {
        return context.decide(tx -> {
            List<Lease> before = tx.openLeases();
            List<String> open =
                    LeaseDecisions.expireDue(tx).stream().map(Lease::leaseId).toList();
            return Reply.answer(new LeaseExpireResult(
                    true,
                    before.stream()
                            .filter(lease -> !open.contains(lease.leaseId()))
                            .map(lease -> tx.lease(lease.leaseId()))
                            .flatMap(Optional::stream)
                            .map(lease -> LeaseView.withoutToken(lease, tx.now()))
                            .toList()));
        });
    }
}
