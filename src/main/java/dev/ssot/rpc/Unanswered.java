package dev.ssot.rpc;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What a client has sent and has no answer to: calls that ran out of time included, whose answers may still come. */
final class Unanswered {

    /** So many bytes always fit the buffers between us and a peer that does not read: writing them cannot block. */
    private static final long FITS = 32 << 10;

    private record Waiting(int bytes, PendingReply reply) {}

    private final ConcurrentHashMap<Long, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    PendingReply add(long id, int length) {
        PendingReply reply = new PendingReply();
        waiting.put(id, new Waiting(length, reply));
        bytes.addAndGet(length);
        return reply;
    }

    /** Takes back what was answered or never sent; empty for an id that nobody waits for. */
    Optional<PendingReply> take(long id) {
        Waiting taken = waiting.remove(id);
        if (taken == null) {
            return Optional.empty();
        }
        bytes.addAndGet(-taken.bytes());
        return Optional.of(taken.reply());
    }

    /** Whether writing what was added may have to wait for the daemon to read. */
    boolean mayBlock() {
        return bytes.get() > FITS;
    }

    /** A daemon that owes as many answers as it works on at once reads nothing more until it has given one. */
    boolean isFull() {
        return waiting.size() >= Protocol.REQUESTS_AT_ONCE;
    }

    void lose(String reason) {
        waiting.values().forEach(call -> call.reply().give(new Reply.Lost(reason)));
        waiting.clear();
    }
}
