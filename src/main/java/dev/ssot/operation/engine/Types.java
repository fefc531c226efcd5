package dev.ssot.operation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares a value with the type that its schema states. No value is turned into another one. */
final class Types {

    /** How much of a wrong value a refusal shows. */
    private static final int SHOWN = 80;

    private Types() {}

    /** Says what is wrong with the value, if anything. */
    static Optional<String> mismatch(String name, JsonNode value, JsonNode schema) {
        JsonNode allowed = schema.path("enum");
        if (allowed.isArray() && !value.isNull() && !contains(allowed, value)) {
            return Optional.of(
                    "%s must be one of %s, not %s".formatted(name, String.join(", ", texts(allowed)), shown(value)));
        }
        List<String> types = texts(schema.path("type"));
        if (!types.isEmpty() && types.stream().noneMatch(type -> isOfType(value, type))) {
            return Optional.of("%s must be %s, not %s"
                    .formatted(
                            name,
                            String.join(" or ", types),
                            value.getNodeType().name().toLowerCase(Locale.ROOT)));
        }
        JsonNode items = schema.path("items");
        for (int i = 0; value.isArray() && items.isObject() && i < value.size(); i++) {
            Optional<String> element = mismatch("%s[%d]".formatted(name, i), value.get(i), items);
            if (element.isPresent()) {
                return element;
            }
        }
        return Optional.empty();
    }

    /** The value, or its beginning: a refusal does not repeat whatever was sent. */
    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> throw new IllegalStateException("the catalog states a type that JSON does not have: " + type);
        };
    }

    private static boolean contains(JsonNode allowed, JsonNode value) {
        for (JsonNode each : allowed) {
            if (each.equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** A schema states one type as a text and several as a list. */
    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isTextual()) {
            texts.add(node.textValue());
        }
        for (JsonNode element : node) {
            if (!element.isNull()) {
                texts.add(element.asText());
            }
        }
        return texts;
    }
}
