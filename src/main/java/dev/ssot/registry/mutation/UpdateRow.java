package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Renaming;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.ProvedStatus;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces fields of a row whole; null leaves a field as it is. Lists of links take the other side along, and another
 * {@code id} renames the row wherever it is named.
 */
public record UpdateRow(Section section, String id, ObjectNode changes) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        Optional<Row> standing = registry.find(section, id);
        if (standing.isEmpty()) {
            return new Result.Unknown("Unknown %s id: %s".formatted(section.label(), id));
        }
        if (changes.hasNonNull("id") && !changes.path("id").isTextual()) {
            return new Result.Refused("%s row must include a string id".formatted(section.label()));
        }
        Renaming renaming = renaming();
        if (renaming != null && registry.find(section, renaming.after()).isPresent()) {
            return new Result.Refused("%s already exists: %s".formatted(section.title(), renaming.after()));
        }
        return changed(registry, files, standing.get(), renaming);
    }

    private Result changed(Registry registry, RepositoryFiles files, Row standing, @Nullable Renaming renaming) {
        Draft draft = new Draft(registry);
        ObjectNode row = draft.edit(section, id);
        for (Map.Entry<String, JsonNode> change : changes.properties()) {
            if (!change.getValue().isNull() && !change.getKey().equals("id")) {
                row.set(change.getKey(), change.getValue().deepCopy());
            }
        }
        IdLists.normaliseParents(section, row);
        Optional<String> refusal = OriginRules.refusal(registry, section, row, standing);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        Optional<String> unproved = ProvedStatus.refusal(section, standing, row, files);
        if (unproved.isPresent()) {
            return new Result.Refused(unproved.get());
        }
        Reciprocals.follow(draft, section, standing.json(), row);
        if (renaming != null) {
            References.rename(draft, section, id, renaming.after());
            draft.rename(section, id, renaming.after());
        }
        ObjectNode answer = Json.object().put("section", section.key());
        answer.set("entity", row);
        String action = renaming == null
                ? "updating %s %s".formatted(section.label(), id)
                : "renaming %s %s to %s".formatted(section.label(), id, renaming.after());
        return GuardedChange.of(draft, files, new IfInvalid.After(action), answer, List.of(), renaming);
    }

    private @Nullable Renaming renaming() {
        String next = Row.text(changes, "id");
        return next == null || next.equals(id) ? null : new Renaming(section, id, next);
    }
}
