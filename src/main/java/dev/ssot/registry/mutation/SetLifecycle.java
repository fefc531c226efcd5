package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.FeatureLifecycle;
import dev.ssot.registry.guard.LifecycleReport;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves features to a stage of their lifecycle, if the guard lets each of them.
 *
 * @param note null takes a note away
 * @param effectiveReleaseId null leaves the one that stands
 */
public record SetLifecycle(
        List<String> ids,
        String stage,
        List<String> replacementIds,
        @Nullable String effectiveReleaseId,
        @Nullable String note)
        implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        Optional<String> unknown = UnknownIds.message(registry, Section.FEATURES, "Unknown feature ids: %s", ids);
        if (unknown.isPresent()) {
            return new Result.Unknown(unknown.get());
        }
        boolean justified = !replacementIds.isEmpty() || (note != null && !note.isEmpty());
        FeatureLifecycle guard = new FeatureLifecycle(registry);
        List<LifecycleReport> reports = registry.findAll(Section.FEATURES, ids).stream()
                .map(feature -> guard.evaluate(feature, stage, justified))
                .toList();
        List<String> failures =
                reports.stream().flatMap(report -> report.failures().stream()).toList();
        if (!failures.isEmpty()) {
            return new Result.Refused(String.join("; ", failures));
        }
        Draft draft = new Draft(registry);
        for (String id : ids) {
            ObjectNode row = draft.edit(Section.FEATURES, id);
            ObjectNode lifecycle =
                    row.get("lifecycle") instanceof ObjectNode standing ? standing : row.putObject("lifecycle");
            lifecycle.put("stage", stage);
            IdLists.put(lifecycle, "replacement_feature_ids", replacementIds);
            lifecycle.put("note", note);
            if (effectiveReleaseId != null) {
                lifecycle.put("effective_release_id", effectiveReleaseId);
            }
        }
        ObjectNode answer = Json.object();
        answer.set("updated_ids", Json.MAPPER.valueToTree(ids));
        answer.set("guard_reports", Json.MAPPER.valueToTree(reports));
        return GuardedChange.of(
                draft, files, new IfInvalid.Sentence("Registry validation failed after lifecycle transition"), answer);
    }
}
