package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Changes which features others are part of. Parents are an inventory, never a prerequisite. */
public record FeatureParents(Mode mode, List<String> ids, List<String> parentIds) implements RegistryMutation {

    /** What happens to the parents that a feature has. */
    public enum Mode {
        ADD,
        SET,
        REMOVE,
        CLEAR;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public FeatureParents {
        ids = List.copyOf(new LinkedHashSet<>(ids));
        parentIds = mode == Mode.CLEAR ? List.of() : List.copyOf(new LinkedHashSet<>(parentIds));
    }

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        if (mode != Mode.CLEAR && parentIds.isEmpty()) {
            return new Result.Refused("At least one parent feature id is required");
        }
        List<String> unknown = new ArrayList<>();
        UnknownIds.message(registry, Section.FEATURES, "Unknown feature ids: %s", ids)
                .ifPresent(unknown::add);
        UnknownIds.message(registry, Section.FEATURES, "Unknown parent feature ids: %s", parentIds)
                .ifPresent(unknown::add);
        if (!unknown.isEmpty()) {
            return new Result.Unknown(String.join("; ", unknown));
        }
        Draft draft = new Draft(registry);
        ObjectNode answer = Json.object().put("section", "features").put("mode", mode.text());
        answer.set("ids", Json.MAPPER.valueToTree(ids));
        answer.set("parent_ids", Json.MAPPER.valueToTree(parentIds));
        ArrayNode entities = answer.putArray("entities");
        for (String id : ids) {
            ObjectNode row = draft.edit(Section.FEATURES, id);
            IdLists.put(row, "parent_feature_ids", IdLists.sorted(parents(Row.texts(row, "parent_feature_ids"))));
            entities.add(row);
        }
        return GuardedChange.of(
                draft, files, new IfInvalid.After("%s feature parent links".formatted(mode.text())), answer);
    }

    private List<String> parents(List<String> standing) {
        List<String> parents = new ArrayList<>(mode == Mode.ADD || mode == Mode.REMOVE ? standing : List.of());
        switch (mode) {
            case ADD, SET -> parents.addAll(parentIds);
            case REMOVE -> parents.removeAll(parentIds);
            case CLEAR -> parents.clear();
        }
        return parents;
    }
}
