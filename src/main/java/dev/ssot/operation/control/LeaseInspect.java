package dev.ssot.operation.control;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.slice.LeaseView;

/** {@code lease.inspect}: one lease, open or finished. */
public final class LeaseInspect implements UseCase<LeaseInspectRequest, LeaseInspectResult> {

    @Override
    public Reply<LeaseInspectResult> run(LeaseInspectRequest request, Context context) {
        return context.read(view -> view.lease(request.leaseId())
                .map(lease -> Reply.answer(new LeaseInspectResult(true, LeaseView.withoutToken(lease, view.now()))))
                .orElseGet(() -> Reply.refused(
                        ErrorCode.NOT_FOUND,
                        "unknown lease: " + request.leaseId(),
                        "Use a lease_id that `ssot leases list` shows in this repository.")));
    }
}
