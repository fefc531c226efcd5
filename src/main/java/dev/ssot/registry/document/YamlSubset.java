package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The part of YAML in which documents are written: mappings and lists by two spaces of indentation, strings in double
 * quotes or bare, texts of several lines as {@code |-} blocks. No anchors, no flow collections but empty ones, no
 * comments.
 */
final class YamlSubset {

    private static final int MAX_DEPTH = 100;
    private static final int STEP = 2;
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<String> lines;
    private int index;

    YamlSubset(String text) {
        this.lines = List.of(text.split("\n", -1));
    }

    /** The text is not of that form. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String message, int line) {
            super("%s at line %d".formatted(message, line + 1));
        }
    }

    JsonNode parse() throws Malformed {
        JsonNode value = block(0);
        skipBlank();
        if (index < lines.size()) {
            throw malformed("unexpected trailing content");
        }
        return value;
    }

    private JsonNode block(int indent) throws Malformed {
        skipBlank();
        if (index >= lines.size() || indentation() != indent || indent > MAX_DEPTH * STEP) {
            throw malformed("unexpected indentation");
        }
        return lines.get(index).startsWith("-", indent) ? list(indent) : mapping(indent);
    }

    private ObjectNode mapping(int indent) throws Malformed {
        ObjectNode mapping = NODES.objectNode();
        while (isAt(indent)) {
            String entry = lines.get(index).substring(indent);
            int colon = entry.indexOf(':');
            if (entry.startsWith("-") || colon < 0) {
                throw malformed("expected a mapping entry");
            }
            String key = Lines.strip(entry.substring(0, colon));
            if (key.isEmpty()) {
                throw malformed("missing mapping key");
            }
            index++;
            mapping.set(key, value(entry.substring(colon + 1), indent));
        }
        return mapping;
    }

    private ArrayNode list(int indent) throws Malformed {
        ArrayNode list = NODES.arrayNode();
        while (isAt(indent) && lines.get(index).startsWith("-", indent)) {
            String item = lines.get(index).substring(indent + 1);
            index++;
            list.add(value(item, indent));
        }
        return list;
    }

    /** Whether the next line that is not blank belongs to the block of that indentation; deeper is a mistake. */
    private boolean isAt(int indent) throws Malformed {
        skipBlank();
        if (index >= lines.size() || indentation() < indent) {
            return false;
        }
        if (indentation() > indent) {
            throw malformed("unexpected indentation");
        }
        return true;
    }

    private JsonNode value(String rest, int indent) throws Malformed {
        String text = Lines.stripLeading(rest);
        return switch (text) {
            case "" -> block(indent + STEP);
            case "|-", "|" -> NODES.textNode(blockText(indent + STEP));
            default -> scalar(text);
        };
    }

    private String blockText(int indent) {
        List<String> text = new ArrayList<>();
        while (index < lines.size()) {
            String line = lines.get(index);
            boolean blank = Lines.isBlank(line);
            if (blank ? index == lines.size() - 1 : indentation() < indent) {
                break;
            }
            text.add(blank ? "" : line.substring(indent));
            index++;
        }
        return String.join("\n", text);
    }

    private JsonNode scalar(String text) throws Malformed {
        return switch (text) {
            case "null" -> NODES.nullNode();
            case "true" -> NODES.booleanNode(true);
            case "false" -> NODES.booleanNode(false);
            case "[]" -> NODES.arrayNode();
            case "{}" -> NODES.objectNode();
            default -> text.startsWith("\"") ? quoted(text) : bare(text);
        };
    }

    private JsonNode quoted(String text) throws Malformed {
        try {
            return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson invalid) {
            throw malformed("invalid string");
        }
    }

    private static JsonNode bare(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return NODES.textNode(text);
        }
        BigInteger number = new BigInteger(text);
        return number.bitLength() < Integer.SIZE ? NODES.numberNode(number.intValue()) : NODES.numberNode(number);
    }

    private void skipBlank() {
        while (index < lines.size() && Lines.isBlank(lines.get(index))) {
            index++;
        }
    }

    private int indentation() {
        String line = lines.get(index);
        int spaces = 0;
        while (spaces < line.length() && line.charAt(spaces) == ' ') {
            spaces++;
        }
        return spaces;
    }

    private Malformed malformed(String message) {
        return new Malformed(message, index);
    }
}
