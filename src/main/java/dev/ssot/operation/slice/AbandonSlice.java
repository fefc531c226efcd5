package dev.ssot.operation.slice;

import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.operation.Context;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code slice.abandon}: frees a slice for others, with the reason. */
public final class AbandonSlice implements UseCase<AbandonSliceRequest, AbandonSliceResult> {

    @Override
    public Reply<AbandonSliceResult> run(AbandonSliceRequest request, Context context) {
        return HeldLease.decide(context, request.ref(), (tx, lease) -> {
            LeaseDecisions.Abandoned abandoned = LeaseDecisions.abandon(tx, lease, request.reason());
            return Reply.answer(
                    new AbandonSliceResult(true, LeaseView.withToken(abandoned.lease()), abandoned.blocked()));
        });
    }
}
