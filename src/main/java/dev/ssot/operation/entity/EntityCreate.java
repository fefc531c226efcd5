package dev.ssot.operation.entity;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Section;
import dev.ssot.registry.config.RepoConfig;
import dev.ssot.registry.mutation.ProofGraphScaffold;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.Optional;

/** {@code registry.entity.create}: a new row; a feature may bring the rows and files of its proof along. */
public final class EntityCreate implements UseCase<EntityCreateRequest, EntityChangeResult> {

    @Override
    public Reply<EntityChangeResult> run(EntityCreateRequest request, Context context) {
        Optional<Section> section = Section.parse(request.section());
        if (Boolean.TRUE.equals(request.autoScaffold()) && section.isPresent() && section.get() != Section.FEATURES) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "auto_scaffold is for features, not for " + section.get().key(),
                    "Leave auto_scaffold out.");
        }
        return EntityIds.required(
                request.entity(),
                id -> new EntityWrite(request.section(), id, "registry_entity_create", null, request.lease())
                        .run(context, mutations -> creation(request, section, mutations), (event, answer) -> {
                            event.put("action", "create");
                            if (answer.has("scaffolded")) {
                                event.set("scaffolded", answer.get("scaffolded"));
                            }
                        }));
    }

    private static RegistryMutation creation(
            EntityCreateRequest request, Optional<Section> section, EntityMutations mutations) {
        RegistryMutation plain = mutations.create(request.entity());
        if (section.filter(Section.FEATURES::equals).isEmpty() || Boolean.FALSE.equals(request.autoScaffold())) {
            return plain;
        }
        RegistryMutation scaffold = new ProofGraphScaffold(request.entity());
        return request.autoScaffold() != null
                ? scaffold
                : (registry, files) -> (scaffoldsNewFeatures(files) ? scaffold : plain).apply(registry, files);
    }

    /** A repository without configuration has what a new one is configured to have. */
    private static boolean scaffoldsNewFeatures(RepositoryFiles files) {
        RepoConfig.Reading reading = RepoConfig.of(files);
        return reading instanceof RepoConfig.Reading.Valid(RepoConfig config)
                ? config.scaffoldsNewFeatures()
                : RepoConfig.usual().scaffoldsNewFeatures();
    }
}
