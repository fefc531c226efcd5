package dev.ssot.registry.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Reads JSON and refuses what could not be written back without loss: duplicate keys, numbers that are not finite,
 * lone surrogates, a byte order mark, anything after the value.
 */
public final class StrictJson {

    private static final int MAX_DEPTH = 200;
    private static final int MAX_DIGITS = 4_300;
    private static final int MAX_TEXT = 64 * 1024 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .build();

    private StrictJson() {}

    /** Reads one JSON value from UTF-8 bytes. */
    public static JsonNode read(byte[] utf8) throws InvalidJson {
        if (utf8.length >= 3 && utf8[0] == (byte) 0xEF && utf8[1] == (byte) 0xBB && utf8[2] == (byte) 0xBF) {
            throw new InvalidJson("a byte order mark is not allowed");
        }
        try (JsonParser parser = FACTORY.createParser(utf8)) {
            if (parser.nextToken() == null) {
                throw new InvalidJson("the text is empty");
            }
            JsonNode value = value(parser);
            if (parser.nextToken() != null) {
                throw new InvalidJson("there is text after the value, at " + place(parser));
            }
            return value;
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            String place = at == null ? "" : ": line " + at.getLineNr() + " column " + at.getColumnNr();
            throw new InvalidJson(malformed.getOriginalMessage() + place);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
    }

    private static JsonNode value(JsonParser parser) throws IOException, InvalidJson {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> nodes.textNode(wellFormed(parser.getText(), parser));
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> floating(parser);
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            default -> throw new InvalidJson("unexpected " + parser.currentToken() + " at " + place(parser));
        };
    }

    private static ObjectNode object(JsonParser parser) throws IOException, InvalidJson {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = wellFormed(parser.currentName(), parser);
            parser.nextToken();
            if (object.replace(key, value(parser)) != null) {
                throw new InvalidJson("Duplicate object key is not allowed by RFC 8785 JCS: " + PythonText.repr(key));
            }
        }
        return object;
    }

    private static ArrayNode array(JsonParser parser) throws IOException, InvalidJson {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (parser.getNumberType()) {
            case INT -> nodes.numberNode(parser.getIntValue());
            case LONG -> nodes.numberNode(parser.getLongValue());
            default -> {
                BigInteger exact = parser.getBigIntegerValue();
                yield nodes.numberNode(exact);
            }
        };
    }

    private static JsonNode floating(JsonParser parser) throws IOException, InvalidJson {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw new InvalidJson("Non-finite JSON number is not allowed by RFC 8785 JCS: " + parser.getText());
        }
        return JsonNodeFactory.instance.numberNode(number);
    }

    private static String wellFormed(String text, JsonParser parser) throws InvalidJson {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                throw new InvalidJson("a lone surrogate cannot be written as UTF-8, at " + place(parser));
            }
            i++;
        }
        return text;
    }

    private static String place(JsonParser parser) {
        var at = parser.currentTokenLocation();
        return "line " + at.getLineNr() + " column " + at.getColumnNr();
    }
}
