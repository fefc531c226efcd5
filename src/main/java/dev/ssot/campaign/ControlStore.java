package dev.ssot.campaign;

import java.time.Instant;
import java.util.function.Function;

/** Where campaigns, leases and events are kept. One decision is one durable transaction. */
public interface ControlStore extends AutoCloseable {

    /**
     * Runs the decision alone among all processes and makes what it wrote durable before it answers. An exception from
     * the decision undoes all of it.
     *
     * @param wallClock what the clock says; the decision sees {@link ControlView#now()}
     */
    <T> T decide(Instant wallClock, Function<ControlTransaction, T> decision);

    /** Reads one consistent state and changes nothing, not even on disk. */
    <T> T read(Instant wallClock, Function<ControlView, T> query);

    /** How many decisions wait for their turn in this process. */
    int waiting();

    @Override
    void close();

    /** The store does not answer as it must: a full disk, a broken file, a lock that nobody releases. */
    final class Unavailable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
