package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.RegistryWrite;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Edit;
import dev.ssot.registry.Section;
import dev.ssot.registry.StatusUpdate;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation;

/**
 * {@code registry.entity.upsert}: sets the status of an existing test or evidence row, which a worker needs to finish
 * a slice. Every other change of the registry is refused by name until it is there.
 */
public final class EntityUpsert implements UseCase<EntityUpsertRequest, EntityUpsertResult> {

    @Override
    public Reply<EntityUpsertResult> run(EntityUpsertRequest request, Context context) {
        String id = request.entity().path("id").asText();
        if (!request.entity().path("id").isTextual() || id.isBlank()) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS, "entity.id is required", "Send the row's id with its new status.");
        }
        return Sections.named(request.section(), section -> {
            if (!StatusUpdate.STATUSES.containsKey(section)) {
                return Reply.refused(
                        ErrorCode.NOT_AVAILABLE,
                        "this version changes only the status of existing tests and evidence, not %s"
                                .formatted(section.key()),
                        "Ask an operator to make this change of the registry.");
            }
            StatusUpdate update = new StatusUpdate(section, id, request.entity());
            RegistryMutation mutation = (registry, _) -> switch (update.apply(registry)) {
                case StatusUpdate.Result.Updated(Edit edit, ObjectNode row, ObjectNode previous) ->
                    new RegistryMutation.Result.Changed(
                            edit,
                            new IfInvalid.After("updating %s %s".formatted(section.label(), id)),
                            answer(section, row, previous));
                case StatusUpdate.Result.Missing(String message) -> new RegistryMutation.Result.Unknown(message);
                case StatusUpdate.Result.Refused(String message) -> new RegistryMutation.Result.Refused(message);
            };
            return new RegistryWrite(
                            mutation,
                            null,
                            _ -> RegistryWrite.event("registry_entity_upsert", section.key(), id)
                                    .put("action", "update"))
                    .run(context);
        });
    }

    private static ObjectNode answer(Section section, ObjectNode row, ObjectNode previous) {
        ObjectNode answer = Json.object().put("section", section.key());
        answer.set("entity", row);
        answer.set("previous_entity", previous);
        return answer;
    }
}
