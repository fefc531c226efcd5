package dev.ssot.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The writes of this process that wait for the registry. The thread at the head of the queue leads: it takes the lock
 * and writes for all who wait by then. Who comes meanwhile waits for the next turn, which the first of them leads.
 */
final class WriteQueue {

    private static final int LARGEST_GROUP = 64;

    /** Guards everything below, the outcomes of the writes included; nothing is written while it is held. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<WaitingWrite> waiting = new ArrayDeque<>();
    private final Set<WaitingWrite> taken = new HashSet<>();
    private final Map<WaitingWrite, Condition> sleepers = new HashMap<>();
    private @Nullable WaitingWrite leader;
    private @Nullable Thread leading;

    /** One turn: settles at least the first of the writes that it takes. */
    @FunctionalInterface
    interface Turn {
        void run(WaitingWrite leader);
    }

    /** Returns when the write is settled; false when its patience ended before anybody took it up. */
    boolean settle(WaitingWrite mine, Turn turn) {
        lock.lock();
        try {
            if (leading == Thread.currentThread()) {
                throw new IllegalStateException("a mutation must not write to the registry that it changes");
            }
            waiting.addLast(mine);
            if (leader == null) {
                leader = mine;
            }
            if (!leads(mine)) {
                return mine.isSettled();
            }
            leading = Thread.currentThread();
        } finally {
            lock.unlock();
        }
        try {
            turn.run(mine);
        } finally {
            passOn(mine);
        }
        return true;
    }

    /** The writes of the next group, the leader's first. They are settled or put back before the turn ends. */
    List<WaitingWrite> take() {
        lock.lock();
        try {
            List<WaitingWrite> group = new ArrayList<>();
            while (group.size() < LARGEST_GROUP && !waiting.isEmpty()) {
                group.add(waiting.removeFirst());
            }
            taken.addAll(group);
            return group;
        } finally {
            lock.unlock();
        }
    }

    /** How many are not settled yet. */
    int size() {
        lock.lock();
        try {
            return waiting.size() + taken.size();
        } finally {
            lock.unlock();
        }
    }

    /** Leaves writes to the next turn, before everybody who came later. */
    void putBack(List<WaitingWrite> writes) {
        lock.lock();
        try {
            writes.reversed().forEach(waiting::addFirst);
            writes.forEach(taken::remove);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the write is settled, which is false, or has to lead. */
    private boolean leads(WaitingWrite mine) {
        Condition woken = lock.newCondition();
        sleepers.put(mine, woken);
        boolean interrupted = false;
        try {
            while (leader != mine && !mine.isSettled()) {
                if (taken.contains(mine)) {
                    // It is being written, so an interrupt cannot call it back.
                    woken.awaitUninterruptibly();
                } else if (interrupted || mine.patience().nanosLeft() == 0) {
                    waiting.remove(mine);
                    return false;
                } else {
                    interrupted = isInterrupted(woken, mine.patience().nanosLeft());
                }
            }
            return leader == mine;
        } finally {
            sleepers.remove(mine);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isInterrupted(Condition woken, long nanos) {
        try {
            var _ = woken.awaitNanos(nanos);
            return false;
        } catch (InterruptedException stop) {
            return true;
        }
    }

    private void passOn(WaitingWrite mine) {
        lock.lock();
        try {
            waiting.remove(mine);
            // Nothing is left here unless the leader's thread broke down.
            taken.forEach(write -> write.fail(new IllegalStateException("the turn of this write did not end")));
            taken.clear();
            leading = null;
            leader = waiting.peekFirst();
            sleepers.values().forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }
}
