package dev.ssot.registry.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ssot.registry.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON in one line with sorted keys and a blank after each comma and colon, as the reference puts it into cells. */
final class PythonJson {

    private PythonJson() {}

    static String dumps(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .sorted(Map.Entry.comparingByKey(CanonicalJson.CODE_POINT_ORDER))
                    .map(field -> leaf(TextNode.valueOf(field.getKey())) + ": " + dumps(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.isArray()
                ? value.valueStream().map(PythonJson::dumps).collect(Collectors.joining(", ", "[", "]"))
                : leaf(value);
    }

    private static String leaf(JsonNode value) {
        return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
    }
}
