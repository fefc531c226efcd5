package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.ReferenceField;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds ids to the lists of a row, or takes them out, on both sides.
 *
 * @param links ids by field
 */
public record LinkRow(Way way, Section section, String id, Map<String, List<String>> links)
        implements RegistryMutation {

    /** Whether links are made or unmade. */
    public enum Way {
        LINK("linking"),
        UNLINK("unlinking");

        private final String action;

        Way(String action) {
            this.action = action;
        }
    }

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        if (registry.find(section, id).isEmpty()) {
            return new Result.Unknown("Unknown %s id: %s".formatted(section.label(), id));
        }
        Draft draft = new Draft(registry);
        ObjectNode row = draft.edit(section, id);
        for (Map.Entry<String, List<String>> entry : links.entrySet()) {
            Optional<ReferenceField> field =
                    ReferenceField.of(section, entry.getKey()).filter(ReferenceField::linkable);
            if (field.isEmpty()) {
                return new Result.Refused("Field %s is not linkable for %s".formatted(entry.getKey(), section.label()));
            }
            IdLists.list(row, entry.getKey());
            entry.getValue().forEach(target -> change(draft, row, field.get(), target));
            IdLists.dedupe(row, entry.getKey());
        }
        IdLists.normaliseParents(section, row);
        ObjectNode answer = Json.object().put("section", section.key());
        answer.set("entity", row);
        return GuardedChange.of(
                draft, files, new IfInvalid.After("%s %s %s".formatted(way.action, section.label(), id)), answer);
    }

    private void change(Draft draft, ObjectNode row, ReferenceField field, String target) {
        ArrayNode list = IdLists.list(row, field.field());
        if (way == Way.LINK) {
            if (!IdLists.contains(list, target)) {
                list.add(target);
            }
            Reciprocals.add(draft, field, id, target);
        } else {
            IdLists.removeAll(list, target);
            Reciprocals.remove(draft, field, id, target);
        }
    }
}
