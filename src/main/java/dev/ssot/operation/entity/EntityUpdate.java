package dev.ssot.operation.entity;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code registry.entity.update}: replaces fields of a row that stands, its id among them. */
public final class EntityUpdate implements UseCase<EntityUpdateRequest, EntityChangeResult> {

    @Override
    public Reply<EntityChangeResult> run(EntityUpdateRequest request, Context context) {
        if (request.changes().isEmpty()) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS, "At least one update field is required", "Name the fields to change.");
        }
        String id = request.entityId();
        return new EntityWrite(
                        request.section(), id, "registry_entity_update", request.expectedRevision(), request.lease())
                .run(context, mutations -> mutations.update(id, request.changes()), (event, answer) -> {
                    String now = answer.at("/entity/id").asText();
                    event.put("entity_id", now).put("action", "update");
                    if (!now.equals(id)) {
                        event.put("action", "rename").put("previous_id", id);
                    }
                });
    }
}
