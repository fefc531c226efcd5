package dev.ssot.operation.slice;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code blocker.list}: the tier steps that wait for a repair of the registry. */
public final class BlockedTransitions implements UseCase<BlockedTransitionsRequest, BlockedTransitionsResult> {

    @Override
    public Reply<BlockedTransitionsResult> run(BlockedTransitionsRequest request, Context context) {
        return Reply.answer(new BlockedTransitionsResult(
                true, context.read(view -> view.blockedTransitions(request.campaignId(), request.status()))));
    }
}
