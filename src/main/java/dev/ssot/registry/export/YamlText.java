package dev.ssot.registry.export;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The simple YAML of the reference's output: every scalar is a quoted text, and an empty list is an empty line. */
final class YamlText {

    private YamlText() {}

    static String of(JsonNode value) {
        return of(value, 0);
    }

    private static String of(JsonNode value, int depth) {
        String indent = "  ".repeat(depth);
        List<String> lines = new ArrayList<>();
        if (value.isObject()) {
            value.properties().forEach(field -> item(lines, indent + field.getKey() + ":", field.getValue(), depth));
        } else if (value.isArray()) {
            value.forEach(element -> item(lines, indent + "-", element, depth));
        } else {
            lines.add(indent + Rendering.quoted(Rendering.scalar(value)));
        }
        return String.join("\n", lines);
    }

    private static void item(List<String> lines, String lead, JsonNode value, int depth) {
        if (value.isContainerNode()) {
            lines.add(lead);
            lines.add(of(value, depth + 1));
        } else {
            lines.add(lead + " " + Rendering.quoted(Rendering.scalar(value)));
        }
    }
}
