package dev.ssot.registry.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a write changed one field. A list of texts is kept by what came and went, because others may change the same list
 * beside us; any other value by its hashes.
 *
 * @param before hash of the value; null for no value, and for a list
 * @param after hash of the value; null for no value, and for a list
 */
record FieldChange(@Nullable String before, @Nullable String after, List<String> added, List<String> removed) {

    static FieldChange between(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (isTexts(before) && isTexts(after)) {
            Set<String> added = texts(after);
            Set<String> removed = texts(before);
            added.removeAll(texts(before));
            removed.removeAll(texts(after));
            if (!added.isEmpty() || !removed.isEmpty()) {
                return new FieldChange(null, null, List.copyOf(added), List.copyOf(removed));
            }
        }
        return new FieldChange(hash(before), hash(after), List.of(), List.of());
    }

    /** What has become of it in a later value. */
    Fate in(@Nullable JsonNode value) {
        if (added.isEmpty() && removed.isEmpty()) {
            String now = hash(value);
            return Objects.equals(now, after) ? Fate.STANDS : Objects.equals(now, before) ? Fate.UNDONE : Fate.UNCLEAR;
        }
        Set<String> now = texts(value);
        if (now.containsAll(added) && removed.stream().noneMatch(now::contains)) {
            return Fate.STANDS;
        }
        boolean undone = added.stream().noneMatch(now::contains) && now.containsAll(removed);
        return undone ? Fate.UNDONE : Fate.UNCLEAR;
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("before", before).put("after", after);
        added.forEach(json.putArray("added")::add);
        removed.forEach(json.putArray("removed")::add);
        return json;
    }

    static FieldChange of(JsonNode json) {
        return new FieldChange(
                json.path("before").textValue(),
                json.path("after").textValue(),
                List.copyOf(texts(json.get("added"))),
                List.copyOf(texts(json.get("removed"))));
    }

    private static @Nullable String hash(@Nullable JsonNode value) {
        return value == null ? null : Parts.hash(value);
    }

    private static boolean isTexts(@Nullable JsonNode value) {
        return value instanceof ArrayNode list && list.valueStream().allMatch(JsonNode::isTextual);
    }

    private static Set<String> texts(@Nullable JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (list != null) {
            list.forEach(element -> texts.add(element.asText()));
        }
        return new LinkedHashSet<>(texts);
    }
}
