package dev.ssot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a section, with the readings that the rules need. The tree belongs to the snapshot and is never changed;
 * whoever wants a different row copies it first.
 */
public record Row(Section section, String id, ObjectNode json) {

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
