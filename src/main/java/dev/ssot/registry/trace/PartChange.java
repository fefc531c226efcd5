package dev.ssot.registry.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a write changed one part of the registry.
 *
 * @param name as {@link Parts} names it
 * @param after hash of the part as written; null when it was removed
 * @param fields those that differ; empty for a part that was created or removed
 */
public record PartChange(String name, @Nullable String after, Map<String, FieldChange> fields) {

    /** What differs between two states of the registry. Sections that they share cost nothing, rows a look. */
    public static List<PartChange> between(Registry before, Registry after) {
        List<PartChange> changes = new ArrayList<>();
        for (Section section : Section.values()) {
            if (!after.sharesRows(section, before)) {
                rows(changes, section, before, after);
            }
        }
        Set<String> keys = new LinkedHashSet<>();
        before.document().fieldNames().forEachRemaining(keys::add);
        after.document().fieldNames().forEachRemaining(keys::add);
        keys.removeAll(Section.keys());
        keys.forEach(key ->
                add(changes, key, before.document().get(key), after.document().get(key)));
        return changes;
    }

    private static void rows(List<PartChange> changes, Section section, Registry before, Registry after) {
        for (Row row : after.rows(section)) {
            JsonNode old = before.find(section, row.id()).map(Row::json).orElse(null);
            if (old != row.json()) {
                add(changes, Parts.name(section, row.id()), old, row.json());
            }
        }
        for (Row row : before.rows(section)) {
            if (!after.contains(section, row.id())) {
                add(changes, Parts.name(section, row.id()), row.json(), null);
            }
        }
    }

    private static void add(
            List<PartChange> changes, String name, @Nullable JsonNode before, @Nullable JsonNode after) {
        if (after == null) {
            changes.add(new PartChange(name, null, Map.of()));
        } else if (before == null) {
            changes.add(new PartChange(name, Parts.hash(after), Map.of()));
        } else if (before != after && !before.equals(after)) {
            changes.add(new PartChange(name, Parts.hash(after), fields(before, after)));
        }
    }

    private static Map<String, FieldChange> fields(JsonNode before, JsonNode after) {
        Map<String, FieldChange> fields = new LinkedHashMap<>();
        before.properties().forEach(field -> fields.put(field.getKey(), FieldChange.between(field.getValue(), null)));
        after.properties().forEach(field -> {
            JsonNode old = before.get(field.getKey());
            if (field.getValue().equals(old)) {
                fields.remove(field.getKey());
            } else {
                fields.put(field.getKey(), FieldChange.between(old, field.getValue()));
            }
        });
        // Something at the top level that is no object: all of it is the one field without a name.
        if (fields.isEmpty()) {
            fields.put("", FieldChange.between(before, after));
        }
        return fields;
    }

    /** What has become of the change in a later state: it stands as long as anything of it does. */
    public Fate in(Registry later) {
        JsonNode now = Parts.find(later, name);
        if (after == null) {
            return now == null ? Fate.STANDS : Fate.UNDONE;
        }
        if (fields.isEmpty()) {
            return now == null ? Fate.UNDONE : Fate.STANDS;
        }
        if (now == null) {
            return Fate.UNCLEAR;
        }
        return together(fields.entrySet().stream()
                .map(field -> field.getValue().in(field.getKey().isEmpty() ? now : now.get(field.getKey())))
                .toList());
    }

    /** What has become of changes that were made together. */
    public static Fate of(Collection<PartChange> changes, Registry later) {
        return together(changes.stream().map(change -> change.in(later)).toList());
    }

    private static Fate together(List<Fate> fates) {
        if (fates.contains(Fate.STANDS)) {
            return Fate.STANDS;
        }
        return fates.contains(Fate.UNDONE) ? Fate.UNDONE : Fate.UNCLEAR;
    }

    public static ArrayNode json(List<PartChange> changes) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        changes.forEach(change -> {
            ObjectNode json = array.addObject().put("name", change.name()).put("after", change.after());
            ObjectNode fields = json.putObject("fields");
            change.fields().forEach((field, how) -> fields.set(field, how.json()));
        });
        return array;
    }

    public static List<PartChange> list(JsonNode array) {
        List<PartChange> changes = new ArrayList<>();
        for (JsonNode json : array) {
            Map<String, FieldChange> fields = new LinkedHashMap<>();
            json.path("fields")
                    .properties()
                    .forEach(field -> fields.put(field.getKey(), FieldChange.of(field.getValue())));
            changes.add(new PartChange(
                    json.path("name").asText(), json.path("after").textValue(), fields));
        }
        return changes;
    }
}
