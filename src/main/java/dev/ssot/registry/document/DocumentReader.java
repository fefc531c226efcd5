package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the file of a document: JSON, or the part of YAML in which documents are written. */
public final class DocumentReader {

    private DocumentReader() {}

    /** What reading a document led to. */
    public sealed interface Reading {

        /** @param payload in the order of the file */
        record Read(ObjectNode payload) implements Reading {}

        record Invalid(String reason) implements Reading {}
    }

    /** @param path of the file, for the reason */
    public static Reading read(byte[] bytes, String path) {
        JsonNode value;
        try {
            String text = text(bytes);
            String stripped = Lines.strip(text);
            value = stripped.startsWith("{") || stripped.startsWith("[")
                    ? StrictJson.read(stripped.getBytes(StandardCharsets.UTF_8))
                    : new YamlSubset(text).parse();
        } catch (InvalidJson | CharacterCodingException | YamlSubset.Malformed malformed) {
            return new Reading.Invalid("Document is not valid YAML/JSON content: " + path);
        }
        return value instanceof ObjectNode payload
                ? new Reading.Read(payload)
                : new Reading.Invalid("Document payload must be an object: " + path);
    }

    /** Without a byte order mark, and every line end as one line feed. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }
}
