package dev.ssot.operation.entity;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code registry.entity.upsert}: creates a row or changes fields of the one that stands. */
public final class EntityUpsert implements UseCase<EntityUpsertRequest, EntityUpsertResult> {

    @Override
    public Reply<EntityUpsertResult> run(EntityUpsertRequest request, Context context) {
        return EntityIds.required(
                request.entity(),
                id -> new EntityWrite(
                                request.section(),
                                id,
                                "registry_entity_upsert",
                                request.expectedRevision(),
                                request.lease())
                        .run(
                                context,
                                mutations -> mutations.upsert(id, request.entity()),
                                (event, answer) ->
                                        event.put("action", answer.has("previous_entity") ? "update" : "create")));
    }
}
