package dev.ssot.operation.control;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.slice.LeaseView;

/** {@code lease.list}: the leases of all campaigns. */
public final class LeaseList implements UseCase<LeaseListRequest, LeaseListResult> {

    @Override
    public Reply<LeaseListResult> run(LeaseListRequest request, Context context) {
        return context.read(view -> Reply.answer(new LeaseListResult(
                true,
                view.leases(request.status()).stream()
                        .map(lease -> LeaseView.withoutToken(lease, view.now()))
                        .toList())));
    }
}
