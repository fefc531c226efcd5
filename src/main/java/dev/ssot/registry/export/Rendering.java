package dev.ssot.registry.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.PythonText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** JSON values as text, byte for byte as the reference prints them. */
public final class Rendering {

    private Rendering() {}

    /** The forms that a value may have. */
    public enum Format {
        JSON,
        CSV,
        /** A table for people, its columns set apart by bars. */
        DF,
        YAML,
        TOML;

        /** As options and arguments name them. */
        public static List<String> names() {
            return Arrays.stream(values())
                    .map(format -> format.name().toLowerCase(Locale.ROOT))
                    .toList();
        }

        /** The form of that name: {@code csv}. */
        public static Format of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }

        /** What names of files in this form end with. */
        public String extension() {
            return this == DF ? "txt" : name().toLowerCase(Locale.ROOT);
        }
    }

    public static String render(JsonNode value, Format format) {
        return switch (format) {
            case JSON -> new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
            case CSV -> Tables.csv(rows(value));
            case DF -> Tables.bars(rows(value));
            case YAML -> YamlText.of(value) + "\n";
            case TOML -> TomlText.of(value);
        };
    }

    /** The rows that a table of the value has: its elements, those of a well-known list in it, or itself. */
    private static List<ObjectNode> rows(JsonNode value) {
        if (isListOfObjects(value)) {
            return objects(value);
        }
        for (String key : List.of("entities", "nodes", "edges")) {
            if (isListOfObjects(value.path(key))) {
                return objects(value.path(key));
            }
        }
        if (value instanceof ObjectNode object) {
            return List.of(object);
        }
        ObjectNode row = Json.object();
        row.set("value", value);
        return List.of(row);
    }

    static boolean isListOfObjects(JsonNode value) {
        return value.isArray() && value.valueStream().allMatch(JsonNode::isObject);
    }

    private static List<ObjectNode> objects(JsonNode list) {
        return list.valueStream().map(ObjectNode.class::cast).toList();
    }

    /** A value in one cell or line: texts as they are, lists and objects as JSON. */
    static String scalar(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> "";
            case BOOLEAN, STRING -> value.asText();
            case NUMBER -> value.isIntegralNumber() ? value.asText() : PythonText.repr(value.doubleValue());
            default -> PythonJson.dumps(value);
        };
    }

    /** In double quotes, with what would end them or the line escaped. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
