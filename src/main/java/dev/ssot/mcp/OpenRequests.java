package dev.ssot.mcp;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * The requests that were read and not answered yet, by the text of their JSON id. Input and output share it, so that
 * the process ends only after the last answer, and a cancelled request gets none.
 */
final class OpenRequests {

    // Both guarded by this object.
    private final Set<String> open = new HashSet<>();
    private final Set<String> cancelled = new HashSet<>();

    synchronized void opened(String id) {
        open.add(id);
        cancelled.remove(id);
    }

    /** The client wants no answer any more. */
    synchronized void cancelled(String id) {
        if (open.remove(id)) {
            cancelled.add(id);
            notifyAll();
        }
    }

    /** An answer is about to leave; false drops it. */
    synchronized boolean answering(String id) {
        return !cancelled.remove(id);
    }

    synchronized void answered(String id) {
        open.remove(id);
        notifyAll();
    }

    /** Waits until everything is answered, at most that long. */
    synchronized void awaitAnswers(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (long left = limit.toMillis(); !open.isEmpty() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }
}
