package dev.ssot.registry.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The simple TOML of the reference's output. Headings of nested tables do not repeat those above them. */
final class TomlText {

    private TomlText() {}

    static String of(JsonNode value) {
        if (!value.isObject()) {
            return "value = " + inline(value) + "\n";
        }
        List<String> lines = new ArrayList<>();
        Map<String, JsonNode> nested = new LinkedHashMap<>();
        value.properties().forEach(field -> {
            if (isTable(field.getValue())) {
                nested.put(field.getKey(), field.getValue());
            } else {
                lines.add(field.getKey() + " = " + inline(field.getValue()));
            }
        });
        nested.forEach((key, table) -> {
            if (table.isObject()) {
                table(lines, "[" + key + "]", table);
            } else {
                table.forEach(row -> table(lines, "[[" + key + "]]", row));
            }
        });
        return String.join("\n", lines).stripTrailing() + "\n";
    }

    private static boolean isTable(JsonNode value) {
        return value.isObject() || !value.isEmpty() && Rendering.isListOfObjects(value);
    }

    private static void table(List<String> lines, String heading, JsonNode table) {
        lines.add("");
        lines.add(heading);
        lines.add(of(table).strip());
    }

    private static String inline(JsonNode value) {
        if (value.isArray() && value.valueStream().noneMatch(JsonNode::isContainerNode)) {
            return value.valueStream().map(TomlText::inline).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isNumber() || value.isBoolean()
                ? Rendering.scalar(value)
                : Rendering.quoted(Rendering.scalar(value));
    }
}
