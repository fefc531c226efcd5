package dev.ssot.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long somebody is still willing to wait, and the pauses on the way: doubling, with jitter, never past the end. */
final class Patience {

    private static final long FIRST_PAUSE = Duration.ofNanos(500_000).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofMillis(50).toNanos();

    private final long endsAt;
    private long pause = FIRST_PAUSE;

    Patience(Duration limit) {
        this.endsAt = System.nanoTime() + limit.toNanos();
    }

    long nanosLeft() {
        return Math.max(0, endsAt - System.nanoTime());
    }

    /** Waits a little; false when the time is up or the thread was told to stop. */
    boolean pause() {
        long left = nanosLeft();
        if (left == 0) {
            return false;
        }
        long jittered = ThreadLocalRandom.current().nextLong(pause / 2, pause + 1);
        pause = Math.min(LONGEST_PAUSE, pause * 2);
        try {
            Thread.sleep(Duration.ofNanos(Math.min(left, jittered)));
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
