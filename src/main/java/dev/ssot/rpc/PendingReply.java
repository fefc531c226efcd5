package dev.ssot.rpc;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The reply to come of one request; the first one given stands. */
final class PendingReply {

    private final CompletableFuture<Reply> reply = new CompletableFuture<>();

    /** That of a request which could not be sent. */
    static PendingReply notSent(String why) {
        PendingReply known = new PendingReply();
        known.give(new Reply.NotSent(why));
        return known;
    }

    void give(Reply given) {
        reply.complete(given);
    }

    /** Empty if there is none by then. */
    Optional<Reply> within(long nanos) throws InterruptedException {
        try {
            return Optional.of(reply.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException late) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("replies are values", impossible);
        }
    }
}
