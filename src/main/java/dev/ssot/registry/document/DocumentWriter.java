package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.PythonText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The bytes of a document's file: canonical JSON for a {@code .json} file, the YAML subset for every other. */
public final class DocumentWriter {

    private static final String STEP = "  ";

    private final StringBuilder out = new StringBuilder();

    private DocumentWriter() {}

    /** The payload in its own order of keys; only JSON sorts them. */
    public static byte[] write(ObjectNode payload, String path) {
        if (path.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return CanonicalJson.write(payload);
        }
        DocumentWriter writer = new DocumentWriter();
        writer.block(payload, "");
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void block(JsonNode value, String prefix) {
        if (value.isEmpty()) {
            line(prefix + empty(value));
        } else if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                boolean several = field.getKey().equals("body");
                item(prefix + field.getKey() + ":", field.getValue(), several, prefix);
            }
        } else {
            value.forEach(element -> item(prefix + "-", element, false, prefix));
        }
    }

    private void item(String start, JsonNode value, boolean alwaysAsBlock, String prefix) {
        if (value.isContainerNode() && !value.isEmpty()) {
            line(start);
            block(value, prefix + STEP);
        } else if (value.isTextual() && (alwaysAsBlock || value.textValue().indexOf('\n') >= 0)) {
            line(start + " |-");
            List<String> lines = Lines.of(value.textValue());
            (lines.isEmpty() ? List.of("") : lines).forEach(text -> line(prefix + STEP + text));
        } else {
            line(start + " " + scalar(value));
        }
    }

    private static String scalar(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, ARRAY -> empty(value);
            case STRING -> new String(CanonicalJson.write(TextNode.valueOf(value.textValue())), StandardCharsets.UTF_8);
            case NUMBER -> value.isIntegralNumber() ? value.asText() : PythonText.repr(value.doubleValue());
            case BOOLEAN, NULL -> value.asText();
            default -> throw new IllegalArgumentException("no value of a document: " + value.getNodeType());
        };
    }

    private static String empty(JsonNode container) {
        return container.isObject() ? "{}" : "[]";
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
