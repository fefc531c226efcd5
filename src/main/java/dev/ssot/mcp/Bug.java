package dev.ssot.mcp;

import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What a caller learns of an exception that nobody expected: an id that finds the full story in the log. */
final class Bug {

    private static final Logger LOG = Logger.getLogger(Bug.class);

    private Bug() {}

    static Refusal reported(String what, Throwable bug) {
        String correlationId = UUID.randomUUID().toString();
        LOG.errorf(bug, "%s failed; correlation id %s", what, correlationId);
        return new Refusal(
                ErrorCode.INTERNAL,
                "%s failed inside ssot; correlation id %s".formatted(what, correlationId),
                "Ask again once; if it fails again, report the correlation id with the server's log.");
    }
}
