package dev.ssot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.PythonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets the status of one existing row. Other fields may be given as they stand; null means left out.
 *
 * @param entity the row as the caller wants it, with at least {@code id} and {@code status}
 */
public record StatusUpdate(Section section, String id, ObjectNode entity) {

    /** The sections whose status a worker may set, with its values. */
    public static final Map<Section, List<String>> STATUSES = Map.of(
            Section.TESTS, List.of("blocked", "failing", "passing", "planned", "skipped"),
            Section.EVIDENCE, List.of("collected", "failed", "passed", "planned", "stale"));

    /** What the update leads to. */
    public sealed interface Result {

        record Updated(Edit edit, ObjectNode row, ObjectNode previous) implements Result {}

        record Missing(String message) implements Result {}

        record Refused(String message) implements Result {}
    }

    public Result apply(Registry registry) {
        Optional<Row> row = registry.find(section, id);
        if (row.isEmpty()) {
            return new Result.Missing("Unknown %s id: %s".formatted(section.label(), id));
        }
        ObjectNode previous = row.get().json();
        for (Map.Entry<String, JsonNode> field : entity.properties()) {
            boolean changes = !field.getValue().isNull() && !field.getValue().equals(previous.get(field.getKey()));
            if (changes && !field.getKey().equals("status")) {
                return new Result.Refused("this version changes only the status of %s.%s, not %s"
                        .formatted(section.key(), id, field.getKey()));
            }
        }
        List<String> allowed = STATUSES.getOrDefault(section, List.of());
        String status =
                entity.path("status").isTextual() ? entity.path("status").textValue() : "";
        if (!allowed.contains(status)) {
            return new Result.Refused(
                    "%s.%s.status must be one of %s".formatted(section.key(), id, PythonText.repr(allowed)));
        }
        Draft draft = new Draft(registry);
        ObjectNode changed = draft.edit(section, id).put("status", status);
        return new Result.Updated(draft.finish(), changed, previous);
    }
}
