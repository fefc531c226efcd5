package dev.ssot.operation.event;

import dev.ssot.campaign.Conflict;
import dev.ssot.campaign.NewEvent;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.json.Json;
import java.util.Optional;

/** {@code conflict.resolve}: keeps that an operator has settled a conflict; the same changes do not open it again. */
public final class ResolveConflict implements UseCase<ResolveConflictRequest, ResolveConflictResult> {

    @Override
    public Reply<ResolveConflictResult> run(ResolveConflictRequest request, Context context) {
        return context.decide(tx -> {
            Optional<Conflict> known = tx.conflict(request.conflictId());
            if (known.isEmpty()) {
                return Reply.refused(
                        ErrorCode.NOT_FOUND,
                        "unknown conflict: " + request.conflictId(),
                        "Use a conflict_id that get_conflicts returns in this repository.");
            }
            if (!known.get().isOpen()) {
                return Reply.answer(new ResolveConflictResult(true, true, known.get()));
            }
            Conflict resolved = tx.resolveConflict(request.conflictId(), request.resolvedBy(), request.reason());
            tx.emit(new NewEvent(
                    NewEvent.Kind.CONFLICT_RESOLVED,
                    resolved.campaignId(),
                    resolved.ownerWorkerId(),
                    resolved.ownerLeaseId(),
                    NewEvent.Action.REFRESH_CONTEXT,
                    Json.tree(resolved)));
            return Reply.answer(new ResolveConflictResult(true, false, resolved));
        });
    }
}
