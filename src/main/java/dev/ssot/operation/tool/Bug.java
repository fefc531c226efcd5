package dev.ssot.operation.tool;

import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/** What a caller learns of an exception that nobody expected: an id that finds the full story in the log. */
public final class Bug {

    private static final Logger LOG = System.getLogger(Bug.class.getName());

    private Bug() {}

    public static Refusal reported(String what, Throwable bug) {
        String correlationId = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, what + " failed; correlation id " + correlationId, bug);
        return new Refusal(
                ErrorCode.INTERNAL,
                "%s failed inside ssot; correlation id %s".formatted(what, correlationId),
                "Ask again once; if it fails again, report the correlation id with the server's log.");
    }
}
