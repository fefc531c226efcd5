package dev.ssot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a section, with the readings that the rules need. The tree belongs to the snapshot and is never changed;
 * whoever wants a different row copies it first. Snapshots share the rows in which they do not differ.
 */
public final class Row {

    private final Section section;
    private final String id;
    private final ObjectNode json;

    /** Made when somebody first asks for the bytes or the hash of a snapshot with this row. */
    private volatile byte @Nullable [] canonical;

    public Row(Section section, String id, ObjectNode json) {
        this.section = section;
        this.id = id;
        this.json = json;
    }

    public Section section() {
        return section;
    }

    public String id() {
        return id;
    }

    public ObjectNode json() {
        return json;
    }

    /** The canonical bytes, to be read only: saving a registry writes anew only those rows that are new. */
    byte[] canonicalBytes() {
        byte[] known = canonical;
        if (known == null) {
            known = CanonicalJson.write(json);
            canonical = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && section == row.section && id.equals(row.id) && json.equals(row.json);
    }

    @Override
    public int hashCode() {
        return Objects.hash(section, id);
    }

    @Override
    public String toString() {
        return section.key() + "/" + id;
    }

    /** The text of the field, or null when it is absent or no text. */
    public @Nullable String text(String field) {
        return text(json, field);
    }

    public boolean hasText(String field, String value) {
        return value.equals(text(field));
    }

    /** The texts of a list field that are not blank; whatever else stands there is left out. */
    public List<String> texts(String field) {
        return texts(json, field);
    }

    /** The object in the field; a missing node answers every question with nothing. */
    public JsonNode object(String field) {
        JsonNode value = json.get(field);
        return value != null && value.isObject() ? value : MissingNode.getInstance();
    }

    public @Nullable Tier tier() {
        return tier(json, "tier");
    }

    public boolean flag(String field) {
        JsonNode value = json.get(field);
        return value != null && value.asBoolean(false);
    }

    public static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    public static List<String> texts(JsonNode object, String field) {
        JsonNode values = object.get(field);
        if (values == null || !values.isArray() || values.isEmpty()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>(values.size());
        for (JsonNode value : values) {
            if (value.isTextual() && !value.textValue().isBlank()) {
                texts.add(value.textValue());
            }
        }
        return texts;
    }

    public static @Nullable Tier tier(JsonNode object, String field) {
        String name = text(object, field);
        return name == null ? null : Tier.parse(name).orElse(null);
    }
}
