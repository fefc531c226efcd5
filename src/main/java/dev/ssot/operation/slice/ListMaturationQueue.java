package dev.ssot.operation.slice;

import dev.ssot.campaign.Campaign;
import dev.ssot.campaign.MaturationQueue;
import dev.ssot.campaign.Slice;
import dev.ssot.operation.Context;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Tier;
import java.util.List;

/** {@code maturation.queue}: what could be claimed now. Leases and blockers count; nothing is reserved. */
public final class ListMaturationQueue implements UseCase<MaturationQueueRequest, MaturationQueueResult> {

    private static final int SHOWN = 25;

    @Override
    public Reply<MaturationQueueResult> run(MaturationQueueRequest request, Context context) {
        Place place = context.place();
        return context.withRegistry(registry -> {
            var maturation = place.observation(registry, context.now()).maturation();
            List<Slice> free = context.read(view -> {
                String id = request.campaignId();
                Campaign campaign = id == null ? null : view.campaign(id).orElse(null);
                Tier target = campaign == null ? Tier.T2 : campaign.targetTier();
                return MaturationQueue.free(view, maturation, place.worktree(), campaign, target, SHOWN);
            });
            return Reply.answer(new MaturationQueueResult(true, free.isEmpty() ? null : free.getFirst(), free));
        });
    }
}
