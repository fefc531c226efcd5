package dev.ssot.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.Json;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The one stream that protocol messages leave by: UTF-8 whatever the locale, one message a line, never torn. */
public final class ProtocolOutput extends PrintStream {

    private final OpenRequests requests;

    ProtocolOutput(OutputStream out, OpenRequests requests) {
        super(out, true, StandardCharsets.UTF_8);
        this.requests = requests;
    }

    /** Sends one message; an answer to a cancelled request is dropped. */
    @Override
    public void println(@Nullable String message) {
        String answered = message == null ? null : answeredId(message);
        synchronized (this) {
            if (answered == null || requests.answering(answered)) {
                super.print(message + "\n");
                super.flush();
            }
        }
        if (answered != null) {
            requests.answered(answered);
        }
    }

    /** The id of an answer; null for a request or notification of ours. */
    private static @Nullable String answeredId(String message) {
        try {
            JsonNode json = Json.MAPPER.readTree(message);
            return json.has("id") && !json.has("method") ? json.get("id").toString() : null;
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("a message of ours is no JSON", bug);
        }
    }
}
