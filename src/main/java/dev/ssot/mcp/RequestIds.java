package dev.ssot.mcp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The text that names a request id on both streams. The protocol knows strings and integers, nothing else. */
final class RequestIds {

    private RequestIds() {}

    static boolean valid(@Nullable JsonNode id) {
        return id != null && (id.isTextual() || id.isIntegralNumber());
    }

    static String text(JsonNode id) {
        return id.isTextual() ? text(id.textValue()) : id.bigIntegerValue().toString();
    }

    static @Nullable String text(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> text(parser.getText());
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue().toString();
            default -> null;
        };
    }

    private static String text(String id) {
        return '"' + id;
    }
}
