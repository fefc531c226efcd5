package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.RegistryStore;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.registry.Section;
import dev.ssot.registry.StatusUpdate;
import dev.ssot.registry.json.Json;
import java.util.List;

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
            return write(request, section, id, context);
        });
    }

    private static Reply<EntityUpsertResult> write(
            EntityUpsertRequest request, Section section, String id, Context context) {
        StatusUpdate update = new StatusUpdate(section, id, request.entity());
        RegistryStore.Mutation mutation = registry -> switch (update.apply(registry)) {
            case StatusUpdate.Result.Updated updated ->
                new RegistryStore.Change.Accepted(
                        updated.registry(), Json.tree(answer(context, section, updated)), event(section, id));
            case StatusUpdate.Result.Missing(String message) -> new RegistryStore.Change.Rejected(true, message);
            case StatusUpdate.Result.Refused(String message) -> new RegistryStore.Change.Rejected(false, message);
        };
        RegistryStore.Write write = new RegistryStore.Write(context.requestId(), context.fingerprint(), mutation);
        return switch (context.place().registries().write(write, context.now())) {
            case Writing.Written(ObjectNode answer) -> new Reply.Recorded<>(answer);
            case Writing.Rejected(boolean missing, String message) ->
                Reply.refused(
                        missing ? ErrorCode.NOT_FOUND : ErrorCode.REGISTRY_INVALID,
                        message,
                        missing
                                ? "Find the id with registry_entity_search."
                                : "Send the id and the new status of the row; leave everything else as it is.");
            case Writing.RequestIdReused() -> Reply.requestIdReused(String.valueOf(context.requestId()));
            case Writing.Locked(String message) ->
                Reply.refused(ErrorCode.REGISTRY_LOCKED, message, "Nothing was written. Call again in a moment.");
            case Writing.ReadOnly(String message) ->
                Reply.refused(ErrorCode.REGISTRY_READ_ONLY, message, "Write it with the release that wrote it last.");
            case Writing.Unreadable(String message) ->
                Reply.refused(
                        ErrorCode.REGISTRY_UNREADABLE,
                        message,
                        "The file was left as it is. Mend it, then call again.");
        };
    }

    private static EntityUpsertResult answer(Context context, Section section, StatusUpdate.Result.Updated updated) {
        return new EntityUpsertResult(
                true,
                context.place().root().resolve(".ssot/registry.json").toString(),
                section.key(),
                updated.row(),
                updated.previous(),
                new EntityUpsertResult.Validation(true, "status", List.of(), List.of()),
                new EntityUpsertResult.Automation(true, true, "automation is not part of this version"));
    }

    private static ObjectNode event(Section section, String id) {
        return Json.object()
                .put("source", "ssot-mcp")
                .put("tool", "registry_entity_upsert")
                .put("section", section.key())
                .put("entity_id", id)
                .put("action", "update");
    }
}
