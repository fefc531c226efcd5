package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;

/** Turns a parent that is really a prerequisite into one: a {@code requires} edge. */
public record MigrateParent(String featureId, String parentId, boolean removeParentLink) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        if (registry.find(Section.FEATURES, featureId).isEmpty()) {
            return new Result.Unknown("Unknown feature id: " + featureId);
        }
        if (registry.find(Section.FEATURES, parentId).isEmpty()) {
            return new Result.Unknown("Unknown parent feature id: " + parentId);
        }
        Draft draft = new Draft(registry);
        ObjectNode row = draft.edit(Section.FEATURES, featureId);
        if (!IdLists.contains(row.path("parent_feature_ids"), parentId)) {
            return new Result.Refused("Feature %s does not have parent link %s".formatted(featureId, parentId));
        }
        ArrayNode requires = IdLists.list(row, "requires");
        boolean added = !IdLists.contains(requires, parentId);
        if (added) {
            requires.add(parentId);
            IdLists.dedupe(row, "requires");
        }
        if (removeParentLink) {
            IdLists.removeAll(IdLists.list(row, "parent_feature_ids"), parentId);
        }
        IdLists.normaliseParents(Section.FEATURES, row);
        ObjectNode answer = Json.object()
                .put("feature_id", featureId)
                .put("parent_feature_id", parentId)
                .put("added_requires", added)
                .put("removed_parent_link", removeParentLink);
        answer.set("entity", row);
        return GuardedChange.of(draft, files, new IfInvalid.After("migrating feature parent audit edge"), answer);
    }
}
