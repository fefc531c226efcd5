package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Refusal;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How an open repository is used: the calls under way, when the last one ended, what failed last. */
final class RepositoryUse {

    /** What went wrong, and when. */
    private record Failure(Instant at, String operation, Refusal refusal) {}

    private final AtomicInteger calls = new AtomicInteger();
    private volatile Instant last;
    private volatile @Nullable Failure failure;

    RepositoryUse(Instant opened) {
        this.last = opened;
    }

    void begin() {
        calls.incrementAndGet();
    }

    void end(Instant now) {
        last = now;
        calls.decrementAndGet();
    }

    void failed(Instant now, String operation, Refusal refusal) {
        failure = new Failure(now, operation, refusal);
    }

    Instant last() {
        return last;
    }

    boolean isInCall() {
        return calls.get() > 0;
    }

    boolean isUnusedSince(Instant time) {
        return !isInCall() && last.isBefore(time);
    }

    void describe(ObjectNode repository) {
        repository.putObject("queues").put("calls", calls.get());
        repository.put("last_used_at", last.toString());
        Failure told = failure;
        if (told == null) {
            repository.putNull("last_error");
        } else {
            repository
                    .putObject("last_error")
                    .put("at", told.at().toString())
                    .put("operation", told.operation())
                    .put("code", told.refusal().code().text())
                    .put("message", told.refusal().message());
        }
    }
}
