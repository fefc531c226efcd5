package dev.ssot.operation.entity;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code registry.entity.get}: one row by section and id. */
public final class EntityGet implements UseCase<EntityGetRequest, EntityGetResult> {

    @Override
    public Reply<EntityGetResult> run(EntityGetRequest request, Context context) {
        return Sections.named(
                request.section(),
                section -> context.withRegistry(registry -> registry.find(section, request.entityId())
                        .map(row -> Reply.answer(
                                new EntityGetResult(true, section.key(), row.json(), registry.contentHash())))
                        .orElseGet(() -> Reply.refused(
                                ErrorCode.NOT_FOUND,
                                "Unknown %s id: %s".formatted(section.label(), request.entityId()),
                                "Find the id with registry_entity_search or registry_entity_list."))));
    }
}
