package dev.ssot.store;

import dev.ssot.registry.RegistryStore.Write;
import dev.ssot.registry.RegistryStore.Writing;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A write on its way, in the hands of the thread that asked for it or of the one that writes for all. */
final class WaitingWrite {

    private final Write write;
    private final Instant wallClock;
    private final Patience patience;
    private volatile @Nullable Writing answer;
    private volatile @Nullable RuntimeException failure;

    WaitingWrite(Write write, Instant wallClock, Duration patience) {
        this.write = write;
        this.wallClock = wallClock;
        this.patience = new Patience(patience);
    }

    Write write() {
        return write;
    }

    Instant wallClock() {
        return wallClock;
    }

    Patience patience() {
        return patience;
    }

    void answer(Writing writing) {
        answer = writing;
    }

    void fail(RuntimeException reason) {
        if (!isSettled()) {
            failure = reason;
        }
    }

    boolean isSettled() {
        return answer != null || failure != null;
    }

    /** Of a settled write only. */
    Writing outcome() {
        RuntimeException reason = failure;
        if (reason != null) {
            throw reason;
        }
        Writing writing = answer;
        if (writing == null) {
            throw new IllegalStateException("a turn ended without an answer");
        }
        return writing;
    }
}
