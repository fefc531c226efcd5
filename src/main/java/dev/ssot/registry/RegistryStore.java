package dev.ssot.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the registry is kept. The file is the truth; what is held in memory is only valid while the file is the same. */
public interface RegistryStore extends AutoCloseable {

    /** The registry as it is on disk now. */
    Reading read();

    /** Whether the file still holds this snapshot. Costs a look at the file's state, and reads nothing. */
    boolean isLatest(Registry registry);

    /**
     * Locks the registry against every other writer, reads it anew, applies the mutation and, if it is accepted, makes
     * the result durable before answering.
     *
     * @param wallClock what the clock says; it stamps the event and the recorded answer
     */
    Writing write(Write write, Instant wallClock);

    /** Finishes or drops what a crash left between the file and the control store; whoever opens the registry calls it. */
    void recover(Instant wallClock);

    /** How many writes wait or are under way in this process. */
    int waiting();

    /** Waits for a write that is under way. */
    @Override
    void close();

    /**
     * A change of the registry, by name, so that a retry is recognised.
     *
     * @param requestId null runs the write without a recorded answer
     * @param fingerprint hash of operation and arguments
     */
    record Write(@Nullable String requestId, String fingerprint, Author author, Mutation mutation) {

        /** A change by nobody whom the log could name. */
        public Write(@Nullable String requestId, String fingerprint, Mutation mutation) {
            this(requestId, fingerprint, Author.UNKNOWN, mutation);
        }
    }

    /**
     * Who changes the registry and by what, for the log.
     *
     * @param target number of the entry of the log that is undone or redone
     */
    record Author(
            String operationId, String agentId, @Nullable Long target) {

        public static final Author UNKNOWN = new Author("registry.write", "unknown", null);
    }

    /** A pure function from one snapshot to the next. */
    @FunctionalInterface
    interface Mutation {
        Change apply(Registry registry);
    }

    /** What a mutation wants. */
    sealed interface Change {

        /**
         * @param files what changes along with the registry
         * @param answer what the caller gets when the new snapshot is on disk
         * @param event payload of the {@code registry_updated} event
         */
        record Accepted(Registry registry, List<FileChange> files, ObjectNode answer, ObjectNode event)
                implements Change {}

        /** There is nothing to write, and no event. */
        record Unchanged(ObjectNode answer) implements Change {}

        /** Nothing is written. */
        record Rejected(Reason reason, String message) implements Change {}
    }

    /** Why a change is not made. */
    enum Reason {
        /** A row that the caller names is not there. */
        UNKNOWN_ID,
        /** A rule would be broken, or a guard does not let it through. */
        INVALID,
        /** The registry is not in the revision that the caller expects. */
        STALE_REVISION,
        /** The lease that the caller writes under has ended. */
        LEASE_ENDED
    }

    /** What reading the registry led to. */
    sealed interface Reading {

        record Read(Registry registry) implements Reading {}

        record Unreadable(String message) implements Reading {}
    }

    /** What writing led to. */
    sealed interface Writing {

        record Written(ObjectNode answer) implements Writing {}

        record Rejected(Reason reason, String message) implements Writing {}

        /** The same request id was used for something else. */
        record RequestIdReused() implements Writing {}

        /** Somebody else held the lock for as long as we were willing to wait. */
        record Locked(String message) implements Writing {}

        record ReadOnly(String message) implements Writing {}

        record Unreadable(String message) implements Writing {}
    }
}
