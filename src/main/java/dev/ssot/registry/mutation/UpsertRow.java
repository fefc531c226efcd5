package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import java.util.Optional;

/** Creates the row, or updates the one that stands; then the answer has {@code previous_entity}. */
public record UpsertRow(Section section, String id, ObjectNode entity) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        Optional<Row> standing = registry.find(section, id);
        if (standing.isEmpty()) {
            return new CreateRow(section, entity).apply(registry, files);
        }
        Result result = new UpdateRow(section, id, entity).apply(registry, files);
        if (result instanceof Result.Changed changed) {
            changed.answer().set("previous_entity", standing.get().json());
        }
        return result;
    }
}
