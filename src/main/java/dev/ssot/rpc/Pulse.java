package dev.ssot.rpc;

import java.time.Duration;

/**
 * How a client tells a daemon that is busy from one that hangs: a daemon that owes an answer and says nothing is asked
 * whether it is there.
 *
 * @param quiet after so long without a line from it
 * @param answer that it then has to send any line at all
 */
public record Pulse(Duration quiet, Duration answer) {

    /** A call to a daemon that was stopped costs three seconds instead of its whole deadline. */
    public static final Pulse DEFAULT = new Pulse(Duration.ofSeconds(1), Duration.ofSeconds(2));

    /** After which a daemon that does nothing is known to hang. */
    Duration longest() {
        return quiet.plus(answer);
    }
}
