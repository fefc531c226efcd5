package dev.ssot.boot;

import dev.ssot.rpc.Pulse;
import java.time.Duration;

/**
 * How long a call waits for the daemon at each step before it goes on without.
 *
 * @param firstLook that the first call waits for a connection, because the process is cold
 * @param look that any later call waits
 * @param connecting that an attempt to connect has, on behalf of the calls after the one that began it
 * @param alignment that a daemon has to say which repository it sees: it may be opening it just then
 * @param pulse of a daemon that owes an answer
 */
record Patience(Duration firstLook, Duration look, Duration connecting, Duration alignment, Pulse pulse) {

    static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(2), Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(2), Pulse.DEFAULT);
}
