package dev.ssot.registry.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.PythonText;
import java.util.ArrayList;
import java.util.List;

/** The reference's YAML: every scalar is a text in double quotes. */
final class YamlText {

    private YamlText() {}

    static String of(JsonNode value) {
        return block(value, 0) + "\n";
    }

    private static String block(JsonNode value, int depth) {
        String indent = "  ".repeat(depth);
        if (!value.isContainerNode()) {
            return indent + quoted(value);
        }
        List<String> lines = new ArrayList<>();
        if (value.isObject()) {
            value.properties().forEach(field -> item(indent + field.getKey() + ":", field.getValue(), depth, lines));
        } else {
            value.forEach(element -> item(indent + "-", element, depth, lines));
        }
        return String.join("\n", lines);
    }

    private static void item(String head, JsonNode value, int depth, List<String> lines) {
        if (value.isContainerNode()) {
            lines.add(head);
            lines.add(block(value, depth + 1));
        } else {
            lines.add(head + " " + quoted(value));
        }
    }

    private static String quoted(JsonNode value) {
        return TomlText.quoted(PythonText.scalar(value));
    }
}
