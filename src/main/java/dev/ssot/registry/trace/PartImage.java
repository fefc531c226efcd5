package dev.ssot.registry.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One part of the registry before and after a write, in full.
 *
 * @param name as {@link Parts} names it
 * @param before null when the write created it
 * @param after null when the write removed it
 * @param next id of the row before which a created or removed row stood; null for the end of its section
 */
public record PartImage(
        String name,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        @Nullable String next) {

    /** What differs between two states, in file order. Sections that they share cost nothing, rows a comparison. */
    public static List<PartImage> between(Registry before, Registry after) {
        List<PartImage> images = new ArrayList<>();
        for (Section section : Section.values()) {
            if (!after.sharesRows(section, before)) {
                gone(images, section, before, after);
                born(images, section, before, after);
            }
        }
        Set<String> keys = new LinkedHashSet<>();
        before.document().fieldNames().forEachRemaining(keys::add);
        after.document().fieldNames().forEachRemaining(keys::add);
        keys.removeAll(Section.keys());
        for (String key : keys) {
            JsonNode old = before.document().get(key);
            JsonNode now = after.document().get(key);
            if (old == null || !old.equals(now)) {
                images.add(new PartImage(key, old, now, null));
            }
        }
        return images;
    }

    private static void gone(List<PartImage> images, Section section, Registry before, Registry after) {
        String next = null;
        for (Row row : new ArrayList<>(before.rows(section)).reversed()) {
            if (!after.contains(section, row.id())) {
                images.add(new PartImage(Parts.name(section, row.id()), row.json(), null, next));
            }
            next = row.id();
        }
    }

    private static void born(List<PartImage> images, Section section, Registry before, Registry after) {
        String next = null;
        for (Row row : new ArrayList<>(after.rows(section)).reversed()) {
            JsonNode old = before.find(section, row.id()).map(Row::json).orElse(null);
            if (old == null) {
                images.add(new PartImage(Parts.name(section, row.id()), null, row.json(), next));
            } else if (old != row.json() && !old.equals(row.json())) {
                images.add(new PartImage(Parts.name(section, row.id()), old, row.json(), null));
            }
            next = row.id();
        }
    }

    /** The same part of a write in the other direction. */
    PartImage reversed() {
        return new PartImage(name, after, before, next);
    }

    /** The section of the row that it is; empty for what is no row. */
    public Optional<Section> section() {
        int dot = name.indexOf('.');
        return dot < 0 ? Optional.empty() : Section.parse(name.substring(0, dot));
    }

    /** The id of the row that it is. */
    public String id() {
        return name.substring(name.indexOf('.') + 1);
    }

    /** Whether the registry has it as it was before. Numbers of one value may be of several types in memory. */
    public boolean isStill(Registry registry) {
        JsonNode now = Parts.find(registry, name);
        return now == null || before == null
                ? now == before
                : Arrays.equals(CanonicalJson.write(now), CanonicalJson.write(before));
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("name", name).put("next", next);
        json.set("before", before);
        json.set("after", after);
        return json;
    }

    static PartImage of(JsonNode json) {
        return new PartImage(
                json.path("name").asText(),
                present(json.get("before")),
                present(json.get("after")),
                json.path("next").textValue());
    }

    private static @Nullable JsonNode present(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value;
    }
}
