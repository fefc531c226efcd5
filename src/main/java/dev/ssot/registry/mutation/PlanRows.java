package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets when features or issues are to be done.
 *
 * @param section features or issues
 * @param slot null takes a slot away
 * @param target what only features have; null for issues
 */
public record PlanRows(
        Section section,
        List<String> ids,
        String horizon,
        @Nullable String slot,
        @Nullable Target target) implements RegistryMutation {

    /** What a feature is to reach; null leaves a field as it is. */
    public record Target(
            @Nullable String claimTier,
            @Nullable String lifecycleStage,
            @Nullable String outOfBoundsDisposition) {}

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        Optional<String> unknown =
                UnknownIds.message(registry, section, "Unknown " + section.label() + " ids: %s", ids);
        if (unknown.isPresent()) {
            return new Result.Unknown(unknown.get());
        }
        Draft draft = new Draft(registry);
        for (String id : ids) {
            ObjectNode row = draft.edit(section, id);
            ObjectNode plan = row.get("plan") instanceof ObjectNode standing ? standing : row.putObject("plan");
            plan.put("horizon", horizon);
            plan.put("slot", slot);
            if (target != null) {
                aim(plan, target);
            }
        }
        ObjectNode answer = Json.object();
        answer.set("updated_ids", Json.MAPPER.valueToTree(ids));
        return GuardedChange.of(
                draft, files, new IfInvalid.Sentence("Registry validation failed after attempted mutation"), answer);
    }

    private void aim(ObjectNode plan, Target target) {
        if (target.claimTier() != null) {
            plan.put("target_claim_tier", target.claimTier());
        }
        if (target.lifecycleStage() != null) {
            plan.put("target_lifecycle_stage", target.lifecycleStage());
        }
        if (target.outOfBoundsDisposition() != null) {
            plan.put("out_of_bounds_disposition", target.outOfBoundsDisposition());
        } else if (!horizon.equals("out_of_bounds")) {
            plan.remove("out_of_bounds_disposition");
        }
    }
}
