package dev.ssot.operation.entity;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code registry.entity.delete}: takes out a row that nothing depends on. */
public final class EntityDelete implements UseCase<EntityDeleteRequest, EntityDeleteResult> {

    @Override
    public Reply<EntityDeleteResult> run(EntityDeleteRequest request, Context context) {
        String id = request.entityId();
        return new EntityWrite(
                        request.section(), id, "registry_entity_delete", request.expectedRevision(), request.lease())
                .run(context, mutations -> mutations.delete(id), (_, _) -> {});
    }
}
