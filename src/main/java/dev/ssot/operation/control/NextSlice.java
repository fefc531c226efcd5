package dev.ssot.operation.control;

import dev.ssot.campaign.MaturationQueue;
import dev.ssot.campaign.Slice;
import dev.ssot.operation.Context;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import java.util.List;

/** {@code maturity.next_slice}: the best slice that nobody holds. Nothing is reserved. */
public final class NextSlice implements UseCase<NextSliceRequest, NextSliceResult> {

    @Override
    public Reply<NextSliceResult> run(NextSliceRequest request, Context context) {
        Place place = context.place();
        return context.withRegistry(registry -> {
            var maturation = place.observe(registry, context.now()).maturation();
            List<Slice> free = context.read(
                    view -> MaturationQueue.free(view, maturation, place.worktree(), null, request.targetTier(), 1));
            return Reply.answer(new NextSliceResult(true, free.isEmpty() ? null : free.getFirst()));
        });
    }
}
