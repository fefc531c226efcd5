package dev.ssot.mcp;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which requests of the client wait for an answer. The input opens and cancels them, the output closes them. An id is
 * named by its JSON text, so that {@code 1} and {@code "1"} are two.
 */
final class OpenRequests {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Both guarded by {@link #lock}. */
    private final Set<String> open = new HashSet<>();

    private final Set<String> cancelled = new HashSet<>();

    /** False when the id is in use: two answers could not be told apart. */
    boolean open(String id) {
        lock.lock();
        try {
            return !cancelled.contains(id) && open.add(id);
        } finally {
            lock.unlock();
        }
    }

    /** The client wants no answer any more; one that is already under way is dropped when it comes. */
    void cancel(String id) {
        lock.lock();
        try {
            if (open.remove(id)) {
                cancelled.add(id);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** True once for the late answer of a cancelled request, which must not be sent. */
    boolean dropsAnswer(String id) {
        lock.lock();
        try {
            return cancelled.remove(id);
        } finally {
            lock.unlock();
        }
    }

    void close(String id) {
        lock.lock();
        try {
            if (open.remove(id)) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every request is answered or cancelled; false when the time is up before. */
    boolean awaitAnswers(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!open.isEmpty()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
