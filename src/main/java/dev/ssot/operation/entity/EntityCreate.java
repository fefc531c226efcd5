package dev.ssot.operation.entity;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Section;
import dev.ssot.registry.mutation.ProofGraphScaffold;
import java.util.Optional;

/** {@code registry.entity.create}: a new row; a feature may bring the rows and files of its proof along. */
public final class EntityCreate implements UseCase<EntityCreateRequest, EntityChangeResult> {

    @Override
    public Reply<EntityChangeResult> run(EntityCreateRequest request, Context context) {
        Optional<Section> section = Section.parse(request.section());
        if (request.autoScaffold() && section.isPresent() && section.get() != Section.FEATURES) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "auto_scaffold is for features, not for " + section.get().key(),
                    "Leave auto_scaffold out.");
        }
        return EntityIds.required(
                request.entity(),
                id -> new EntityWrite(request.section(), id, "registry_entity_create", null)
                        .run(
                                context,
                                mutations -> request.autoScaffold()
                                        ? new ProofGraphScaffold(request.entity())
                                        : mutations.create(request.entity()),
                                (event, answer) -> {
                                    event.put("action", "create");
                                    if (answer.has("scaffolded")) {
                                        event.set("scaffolded", answer.get("scaffolded"));
                                    }
                                }));
    }
}
