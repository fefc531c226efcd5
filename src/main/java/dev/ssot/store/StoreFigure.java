package dev.ssot.store;

import java.util.function.LongConsumer;

/**
 * What happens in the stores of this process, whichever repository it is in: figures for whoever measures. Without a
 * listener nothing is kept.
 */
public enum StoreFigure {
    /** Decisions of a group that one commit made durable. */
    DECISIONS,
    /** Registry writes of a group that one rename made durable. */
    REGISTRY_WRITES,
    /** Conflicts that were found. */
    CONFLICTS;

    private volatile LongConsumer listener = _ -> {};

    /** Tells one listener, which must not take long: stores wait for it. */
    public void tell(LongConsumer told) {
        listener = told;
    }

    void is(long value) {
        listener.accept(value);
    }
}
