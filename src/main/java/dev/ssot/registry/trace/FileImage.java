package dev.ssot.registry.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One file before and after a write, in full.
 *
 * @param before null when the write created it
 * @param after null when the write removed it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FileImage(String path, byte @Nullable [] before, byte @Nullable [] after) {

    FileImage reversed() {
        return new FileImage(path, after, before);
    }

    int size() {
        return (before == null ? 0 : before.length) + (after == null ? 0 : after.length);
    }

    ObjectNode json() {
        return Json.object().put("path", path).put("before", text(before)).put("after", text(after));
    }

    static FileImage of(JsonNode json) {
        return new FileImage(json.path("path").asText(), bytes(json, "before"), bytes(json, "after"));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    private static byte @Nullable [] bytes(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue())
                .map(Base64.getDecoder()::decode)
                .orElse(null);
    }
}
