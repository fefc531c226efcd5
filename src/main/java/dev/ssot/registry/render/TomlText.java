package dev.ssot.registry.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.PythonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The reference's TOML. Tables inside tables keep their short name, as there. */
final class TomlText {

    private TomlText() {}

    static String of(JsonNode value) {
        if (!value.isObject()) {
            return "value = " + inline(value) + "\n";
        }
        List<String> lines = new ArrayList<>();
        List<Map.Entry<String, JsonNode>> tables = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (field.getValue().isObject() || isTables(field.getValue())) {
                tables.add(field);
            } else {
                lines.add(field.getKey() + " = " + inline(field.getValue()));
            }
        }
        for (Map.Entry<String, JsonNode> table : tables) {
            if (table.getValue().isObject()) {
                table("[" + table.getKey() + "]", table.getValue(), lines);
            } else {
                table.getValue().forEach(row -> table("[[" + table.getKey() + "]]", row, lines));
            }
        }
        return String.join("\n", lines).stripTrailing() + "\n";
    }

    private static void table(String head, JsonNode value, List<String> lines) {
        lines.add("");
        lines.add(head);
        lines.add(of(value).strip());
    }

    private static boolean isTables(JsonNode value) {
        return value.isArray()
                && !value.isEmpty()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isObject);
    }

    private static String inline(JsonNode value) {
        if (value.isBoolean() || value.isNumber()) {
            return PythonText.scalar(value);
        }
        if (value.isArray() && StreamSupport.stream(value.spliterator(), false).noneMatch(JsonNode::isContainerNode)) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(TomlText::inline)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return quoted(PythonText.scalar(value));
    }

    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
