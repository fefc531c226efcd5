package dev.ssot.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Turns lines into JSON objects and messages into lines that end with LF. */
final class JsonRpc {

    /** A line's content: an object, or the error that answers it. */
    sealed interface Parsed {

        record Message(ObjectNode body) implements Parsed {}

        record Malformed(RpcError error) implements Parsed {}
    }

    private static final ObjectReader READER = Json.MAPPER
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private JsonRpc() {}

    static Parsed parse(FrameReader.Frame.Line line) {
        try {
            return read(line) instanceof ObjectNode body
                    ? new Parsed.Message(body)
                    : new Parsed.Malformed(
                            RpcError.invalidRequest("The line is JSON, but not an object; there are no batches."));
        } catch (CharacterCodingException notUtf8) {
            return new Parsed.Malformed(RpcError.notJson(": it has bytes that are not UTF-8"));
        } catch (JsonProcessingException notJson) {
            // The parser's own message names classes and quotes the input; its position is enough.
            JsonLocation at = notJson.getLocation();
            return new Parsed.Malformed(RpcError.notJson(at == null ? "" : " (near column " + at.getColumnNr() + ")"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static byte[] request(long id, String method, ObjectNode params) {
        ObjectNode message = envelope();
        message.put("id", id).put("method", method).set("params", params);
        return line(message);
    }

    static byte[] result(JsonNode id, JsonNode result) {
        ObjectNode message = envelope();
        message.set("id", id);
        message.set("result", result);
        return line(message);
    }

    static byte[] error(JsonNode id, RpcError error) {
        ObjectNode message = envelope();
        message.set("id", id);
        message.set("error", error.toJson());
        return line(message);
    }

    /** The answer to something that had no usable id. */
    static byte[] error(RpcError error) {
        return error(JsonNodeFactory.instance.nullNode(), error);
    }

    /** Throws {@link UncheckedIOException} for what no reader would accept: a message nested too deeply. */
    static byte[] line(ObjectNode message) {
        try {
            return line(message, Json.MAPPER.writer());
        } catch (JsonProcessingException halfACharacter) {
            return asciiLine(message);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A lone surrogate has no UTF-8, but JSON may carry it as an escape, and so does whoever passes it on. */
    private static byte[] asciiLine(ObjectNode message) {
        try {
            return line(message, Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII));
        } catch (IOException tooDeep) {
            throw new UncheckedIOException(tooDeep);
        }
    }

    private static byte[] line(ObjectNode message, ObjectWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = writer.createGenerator(out)) {
            writer.writeValue(generator, message);
            generator.writeRaw('\n');
        }
        return out.toByteArray();
    }

    private static ObjectNode envelope() {
        return JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
    }

    private static JsonNode read(FrameReader.Frame.Line line) throws IOException {
        if (plain(line)) {
            return READER.readTree(line.buffer(), line.start(), line.length());
        }
        // The byte parser guesses UTF-16 and lets some malformed UTF-8 pass; the decoder does neither.
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line.buffer(), line.start(), line.length()))
                .toString();
        return READER.readTree(text);
    }

    /** ASCII without escaped characters: the byte parser stumbles over half a character in a name. */
    private static boolean plain(FrameReader.Frame.Line line) {
        byte[] buffer = line.buffer();
        for (int i = line.start(); i < line.start() + line.length(); i++) {
            if (buffer[i] <= 0 || (buffer[i] == 'u' && i > line.start() && buffer[i - 1] == '\\')) {
                return false;
            }
        }
        return true;
    }
}
