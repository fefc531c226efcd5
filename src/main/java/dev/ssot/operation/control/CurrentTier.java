package dev.ssot.operation.control;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code maturity.current_tier}: how far a feature has come, by its claims and artifacts as they stand now. */
public final class CurrentTier implements UseCase<CurrentTierRequest, CurrentTierResult> {

    @Override
    public Reply<CurrentTierResult> run(CurrentTierRequest request, Context context) {
        return context.withRegistry(registry -> context.place()
                .observe(registry, context.now())
                .maturation()
                .currentTier(request.featureId())
                .map(tier -> Reply.answer(new CurrentTierResult(true, request.featureId(), tier)))
                .orElseGet(() -> Reply.refused(
                        ErrorCode.NOT_FOUND,
                        "unknown feature: " + request.featureId(),
                        "Find the id with registry_entity_search.")));
    }
}
