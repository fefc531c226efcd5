package dev.ssot.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The protocol's way out: one message per line, in UTF-8 whatever the locale says, each in one write. An answer that
 * leaves closes its request; the late answer of a cancelled request stays here.
 */
final class ProtocolOutput extends PrintStream {

    private static final JsonFactory JSON = new JsonFactory();

    private final OpenRequests requests;

    ProtocolOutput(OutputStream out, OpenRequests requests) {
        super(out, false, StandardCharsets.UTF_8);
        this.requests = requests;
    }

    @Override
    public void println(@Nullable String message) {
        if (message == null) {
            return;
        }
        Optional<String> answered = answeredId(message);
        if (answered.isPresent() && requests.dropsAnswer(answered.get())) {
            return;
        }
        emit(message);
        // After the write: whoever waits for the last answer may end the process.
        answered.ifPresent(requests::close);
    }

    /** Sends a message that has no say in which requests are open: a refusal of the line itself. */
    synchronized void emit(String message) {
        byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
        write(line, 0, line.length);
        flush();
    }

    /** The id that this message answers; only its head is read, since a result can be large. */
    private static Optional<String> answeredId(String message) {
        String id = null;
        try (JsonParser parser = JSON.createParser(message)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("method")) {
                    return Optional.empty();
                }
                if (field.equals("id")) {
                    id = RequestIds.text(parser, value);
                }
                if (field.equals("result") || field.equals("error")) {
                    return Optional.ofNullable(id);
                }
                parser.skipChildren();
            }
        } catch (IOException notOurs) {
            return Optional.empty();
        }
        return Optional.ofNullable(id);
    }
}
