package dev.ssot.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * The protocol's way in, put before the MCP library's reader: it sees one well-formed message per line and nothing
 * else, and the end of input only when every request has its answer. One thread reads.
 */
final class ProtocolInput extends InputStream {

    private static final Logger LOG = Logger.getLogger(ProtocolInput.class);

    /** Above any registry entity that a client could want to write; a line is one message. */
    static final int LINE_LIMIT = 4 * 1024 * 1024;

    private static final byte[] NOTHING = {};

    private final BoundedLines lines;
    private final MessageScreen screen;
    private final OpenRequests requests;
    private final ProtocolOutput out;
    private final Duration patience;

    private byte[] line = NOTHING;
    private int position;
    private boolean ended;

    /** @param patience how long open requests may still be answered after the end of input */
    ProtocolInput(InputStream in, MessageScreen screen, OpenRequests requests, ProtocolOutput out, Duration patience) {
        this.lines = new BoundedLines(in, LINE_LIMIT);
        this.screen = screen;
        this.requests = requests;
        this.out = out;
        this.patience = patience;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Never more than what is left of one line: a reader that fills its buffer would wait for the next message. */
    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (position == line.length) {
            if (ended || !advance()) {
                ended = true;
                return -1;
            }
        }
        int count = Math.min(length, line.length - position);
        System.arraycopy(line, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return line.length - position;
    }

    /** Takes the next line; false at the end of input, with all answers sent or the patience used up. */
    private boolean advance() {
        line = NOTHING;
        position = 0;
        switch (nextLine()) {
            case BoundedLines.Next.End() -> {
                awaitAnswers();
                return false;
            }
            case BoundedLines.Next.TooLong() ->
                refuse(
                        NullNode.getInstance(),
                        JsonRpcErrorCodes.INVALID_REQUEST,
                        "Invalid request: the line is longer than %d bytes".formatted(LINE_LIMIT));
            case BoundedLines.Next.Line(byte[] bytes) -> take(screen.screen(bytes));
        }
        return true;
    }

    private void take(MessageScreen.Verdict verdict) {
        switch (verdict) {
            case MessageScreen.Verdict.Accepted(ObjectNode message, String id) -> {
                if (id == null || requests.open(id)) {
                    pass(message);
                } else {
                    refuse(
                            message.get("id"),
                            JsonRpcErrorCodes.INVALID_REQUEST,
                            "Invalid request: a request with this id is open");
                }
            }
            case MessageScreen.Verdict.Cancelled(ObjectNode message, String id) -> {
                requests.cancel(id);
                pass(message);
            }
            case MessageScreen.Verdict.Refused(JsonNode id, int code, String reason) -> refuse(id, code, reason);
            case MessageScreen.Verdict.Dropped() -> LOG.debug("Dropped a line that asks for nothing");
        }
    }

    private BoundedLines.Next nextLine() {
        try {
            return lines.next();
        } catch (IOException gone) {
            // The library would stay alive and deaf on an exception; a broken pipe is the end of input.
            LOG.debug("Standard input broke", gone);
            return new BoundedLines.Next.End();
        }
    }

    private void pass(ObjectNode message) {
        line = (MessageScreen.encode(message) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void refuse(JsonNode id, int code, String reason) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("jsonrpc", "2.0").set("id", id);
        answer.putObject("error").put("code", code).put("message", reason);
        out.emit(MessageScreen.encode(answer));
    }

    private void awaitAnswers() {
        try {
            if (!requests.awaitAnswers(patience)) {
                LOG.warnf("Input ended, and requests are still unanswered after %s", patience);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
