package dev.ssot.workspace;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Places in a write where a test ends the process as a power cut would: {@code -Dssot.failpoint=renamed} halts it at
 * the first pass. Without the property nothing happens there.
 */
public enum Failpoint {
    /** Half of a new file's content is in its temporary file. */
    FILE_HALF_WRITTEN("file-half-written"),
    /** All of it is, and not yet durable. */
    FILE_WRITTEN("file-written"),
    /** A temporary file has taken its place, and the name is not yet durable. */
    FILE_MOVED("file-moved"),
    INTENT_ANNOUNCED("intent-announced"),
    FILES_STAGED("files-staged"),
    TEMP_WRITTEN("temp-written"),
    RENAMED("renamed"),
    /** One of the files that change along is in its place. */
    FILE_CHANGED("file-changed"),
    FILES_CHANGED("files-changed"),
    /** The answer of a request stands in the transaction. */
    ANSWER_RECORDED("answer-recorded"),
    /** What a lease is compared with is on disk, and the lease does not name it yet. */
    BASELINE_TAKEN("baseline-taken"),
    /** The rows of a slice are proved, and its lease has not ended. */
    SLICE_PROVED("slice-proved"),
    /** A group of decisions is about to be committed. */
    DECISIONS_MADE("decisions-made"),
    /** The group is durable, and nobody has an answer yet. */
    DECISIONS_COMMITTED("decisions-committed");

    public static final String PROPERTY = "ssot.failpoint";

    /** The exit status of a process that was killed. */
    public static final int STATUS = 137;

    private static final Consumer<Failpoint> NOTHING = _ -> {};

    private static volatile Consumer<Failpoint> reaction = named(System.getProperty(PROPERTY, ""))
            .map(place -> haltAt(place, 1))
            .orElse(NOTHING);

    private final String text;

    Failpoint(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static Optional<Failpoint> named(String text) {
        return Stream.of(values()).filter(place -> place.text.equals(text)).findFirst();
    }

    /** Calls this at every place that any thread of this process passes from now on. */
    public static void watch(Consumer<Failpoint> watcher) {
        reaction = watcher;
    }

    public static void unwatch() {
        reaction = NOTHING;
    }

    /** Ends the process when it passes the place for that many times. */
    public static Consumer<Failpoint> haltAt(Failpoint place, int pass) {
        AtomicInteger left = new AtomicInteger(pass);
        return passed -> {
            if (passed == place && left.decrementAndGet() == 0) {
                Runtime.getRuntime().halt(STATUS);
            }
        };
    }

    public void pass() {
        reaction.accept(this);
    }
}
