package dev.ssot.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides which lines the MCP library may see. It leaves its read loop on a line that is no JSON, and never answers a
 * request whose members have another type than it expects; a client then waits for ever. So those are answered here.
 */
final class MessageScreen {

    /** What becomes of one line. */
    sealed interface Verdict {

        /** For the library, with the id of a request; null for a notification. */
        record Accepted(ObjectNode message, @Nullable String requestId) implements Verdict {}

        /** The client wants no answer to that request any more; the library is told as well. */
        record Cancelled(ObjectNode message, String requestId) implements Verdict {}

        record Refused(JsonNode id, int code, String reason) implements Verdict {}

        record Dropped() implements Verdict {}
    }

    /** Escaped text survives whatever charset the library reads with. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private static final String NOTIFICATION = "notifications/";

    private final RequestShapes shapes;

    MessageScreen(Predicate<String> knownResource) {
        this.shapes = new RequestShapes(knownResource);
    }

    Verdict screen(byte[] line) {
        JsonNode json;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            if (text.isBlank()) {
                return new Verdict.Dropped();
            }
            json = MAPPER.readTree(text);
        } catch (CharacterCodingException notUtf8) {
            return anonymous(JsonRpcErrorCodes.PARSE_ERROR, "Parse error: the line is not UTF-8");
        } catch (JsonProcessingException malformed) {
            return anonymous(JsonRpcErrorCodes.PARSE_ERROR, "Parse error: the line is not JSON");
        }
        if (!(json instanceof ObjectNode message)) {
            return anonymous(JsonRpcErrorCodes.INVALID_REQUEST, "Invalid request: send one JSON object per line");
        }
        return message.has("method") ? request(message) : withoutMethod(message);
    }

    static String encode(JsonNode message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Verdict request(ObjectNode message) {
        JsonNode id = message.get("id");
        if (id != null && !RequestIds.valid(id)) {
            return anonymous(JsonRpcErrorCodes.INVALID_REQUEST, "Invalid request: id must be a string or an integer");
        }
        JsonNode method = message.get("method");
        if (!method.isTextual() || message.has("result") || message.has("error")) {
            return refused(id, JsonRpcErrorCodes.INVALID_REQUEST, "Invalid request: method must be a string");
        }
        boolean notification = method.textValue().startsWith(NOTIFICATION);
        if (notification != (id == null)) {
            return id == null
                    ? new Verdict.Dropped()
                    : refused(id, JsonRpcErrorCodes.INVALID_REQUEST, "Invalid request: a notification has no id");
        }
        return notification ? notification(method.textValue(), message) : request(method.textValue(), id, message);
    }

    private Verdict request(String method, JsonNode id, ObjectNode message) {
        Optional<RequestShapes.Problem> problem = shapes.check(method, message);
        if (problem.isPresent()) {
            return refused(id, problem.get().code(), problem.get().reason());
        }
        return new Verdict.Accepted(message, RequestIds.text(id));
    }

    private static Verdict notification(String method, ObjectNode message) {
        JsonNode params = message.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            return new Verdict.Dropped();
        }
        if (method.equals(NOTIFICATION + "cancelled")) {
            JsonNode id = params.get("requestId");
            return RequestIds.valid(id) ? new Verdict.Cancelled(message, RequestIds.text(id)) : new Verdict.Dropped();
        }
        return new Verdict.Accepted(message, null);
    }

    /** We ask the client nothing, so an answer of its own means nothing to us. */
    private static Verdict withoutMethod(ObjectNode message) {
        if (message.has("result") || message.has("error")) {
            return new Verdict.Dropped();
        }
        JsonNode id = message.get("id");
        return refused(
                RequestIds.valid(id) ? id : null,
                JsonRpcErrorCodes.INVALID_REQUEST,
                "Invalid request: method is missing");
    }

    private static Verdict anonymous(int code, String reason) {
        return refused(null, code, reason);
    }

    private static Verdict refused(@Nullable JsonNode id, int code, String reason) {
        return new Verdict.Refused(id == null ? NullNode.getInstance() : id, code, reason);
    }
}
