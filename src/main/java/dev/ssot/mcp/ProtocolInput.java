package dev.ssot.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the library's reader gets to see: whole lines that hold one JSON object each. Everything else is answered here,
 * because the library stops reading for good at the first line that it cannot parse. Used by one thread.
 */
public final class ProtocolInput extends InputStream {

    /** Longest line in bytes; a longer one is skipped, never buffered. */
    static final int LONGEST_LINE = 4 * 1024 * 1024;

    private static final int PARSE_ERROR = -32700;
    private static final int INVALID_REQUEST = -32600;
    private static final int INVALID_PARAMS = -32602;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);
    private static final byte[] END = {};

    private final InputStream source;
    private final ProtocolOutput out;
    private final OpenRequests requests;
    private final Predicate<String> isSubscribable;

    private final byte[] chunk = new byte[64 * 1024];
    private int chunkLength;
    private int chunkPosition;
    private byte[] line = END;
    private int linePosition;

    /** @param isSubscribable tells whether a resource of that URI is registered; the library hangs on others */
    ProtocolInput(InputStream source, ProtocolOutput out, OpenRequests requests, Predicate<String> isSubscribable) {
        this.source = source;
        this.out = out;
        this.requests = requests;
        this.isSubscribable = isSubscribable;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Hands out at most one line a call: the reader above would wait to fill its buffer otherwise. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (linePosition == line.length) {
            line = nextMessage();
            linePosition = 0;
        }
        if (line.length == 0) {
            return -1;
        }
        int count = Math.min(length, line.length - linePosition);
        System.arraycopy(line, linePosition, target, offset, count);
        linePosition += count;
        return count;
    }

    @Override
    public int available() {
        return line.length - linePosition;
    }

    /** The next line that may pass, with its newline; empty at the end, after the last answers have left. */
    private byte[] nextMessage() throws IOException {
        while (true) {
            byte[] raw = nextLine();
            if (raw == null) {
                awaitLastAnswers();
                return END;
            }
            if (passes(raw)) {
                byte[] terminated = Arrays.copyOf(raw, raw.length + 1);
                terminated[raw.length] = '\n';
                return terminated;
            }
        }
    }

    private void awaitLastAnswers() throws IOException {
        try {
            requests.awaitAnswers(LAST_ANSWERS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the last answers were on their way");
        }
    }

    private boolean passes(byte[] raw) {
        String text = new String(raw, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return false;
        }
        JsonNode message;
        try {
            message = Json.MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            refuse(null, PARSE_ERROR, "Parse error: the line is not JSON");
            return false;
        }
        if (!message.isObject()) {
            refuse(null, INVALID_REQUEST, "Invalid request: send one JSON object a line; batches are not supported");
            return false;
        }
        return admit(message);
    }

    private boolean admit(JsonNode message) {
        String method = message.path("method").asText();
        JsonNode id = message.get("id");
        if (method.equals("notifications/cancelled")) {
            requests.cancelled(message.path("params").path("requestId").toString());
        }
        if (method.equals("resources/subscribe")
                && !isSubscribable.test(message.path("params").path("uri").asText())) {
            refuse(
                    id,
                    INVALID_PARAMS,
                    "Resource not found: " + message.path("params").path("uri").asText());
            return false;
        }
        if (id != null && !id.isNull() && !method.isEmpty()) {
            requests.opened(id.toString());
        }
        return true;
    }

    private void refuse(@Nullable JsonNode id, int code, String message) {
        ObjectNode answer = Json.object().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.putObject("error").put("code", code).put("message", message);
        out.println(answer.toString());
    }

    /** One line without its newline; null at the end. A line that is too long is answered and skipped. */
    private byte @Nullable [] nextLine() throws IOException {
        byte[] collected = END;
        boolean tooLong = false;
        while (true) {
            if (chunkPosition == chunkLength) {
                chunkLength = source.read(chunk, 0, chunk.length);
                chunkPosition = 0;
                if (chunkLength <= 0) {
                    chunkLength = 0;
                    return collected.length == 0 ? null : collected;
                }
            }
            int end = chunkPosition;
            while (end < chunkLength && chunk[end] != '\n') {
                end++;
            }
            if (!tooLong && collected.length + end - chunkPosition > LONGEST_LINE) {
                tooLong = true;
                collected = END;
            }
            if (!tooLong) {
                collected = appended(collected, chunkPosition, end);
            }
            chunkPosition = Math.min(end + 1, chunkLength);
            if (end < chunkLength) {
                if (!tooLong) {
                    return collected;
                }
                refuse(
                        null,
                        INVALID_REQUEST,
                        "Invalid request: a line may have %d bytes at most".formatted(LONGEST_LINE));
                tooLong = false;
            }
        }
    }

    private byte[] appended(byte[] collected, int from, int to) {
        byte[] longer = Arrays.copyOf(collected, collected.length + to - from);
        System.arraycopy(chunk, from, longer, collected.length, to - from);
        return longer;
    }
}
