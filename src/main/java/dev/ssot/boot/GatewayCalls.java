package dev.ssot.boot;

import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.rpc.Gate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Calls of the gateway: each has the time that the catalog states, and all are finished before the daemon leaves. */
final class GatewayCalls implements RoutedCalls {

    private static final String OK = "ok";

    private final Function<String, Duration> time;
    private final Operations operations;

    private final Gate gate = new Gate();

    /** @param time that an operation has to answer, by its id */
    GatewayCalls(Function<String, Duration> time, Operations operations) {
        this.time = time;
        this.operations = operations;
    }

    static Function<String, Duration> timeOf(Catalog catalog) {
        return id -> catalog.find(id).orElseThrow().timeout();
    }

    @Override
    public Routed call(Call call) {
        if (!gate.enter()) {
            return routed(leaving());
        }
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        Thread.ofVirtual().name(call.operationId()).start(() -> {
            try {
                answer.complete(operations.call(call));
            } catch (RuntimeException | Error bug) {
                answer.completeExceptionally(bug);
            } finally {
                gate.leave();
            }
        });
        return routed(await(call, answer));
    }

    private Outcome await(Call call, CompletableFuture<Outcome> answer) {
        Duration limit = time.apply(call.operationId());
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return Outcome.refused(
                    ErrorCode.DEADLINE_EXCEEDED,
                    "%s did not answer within %d ms".formatted(call.operationId(), limit.toMillis()),
                    call.requestId() == null
                            ? "Nothing was changed. Ask again later."
                            : "It may still be done: ask again with request_id %s to get its answer."
                                    .formatted(call.requestId()));
        } catch (ExecutionException bug) {
            throw new IllegalStateException(bug.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return leaving();
        }
    }

    private static Outcome leaving() {
        return Outcome.refused(ErrorCode.SHUTTING_DOWN, "the daemon is leaving", "Call again once it is back.");
    }

    /** Admits no further call, and waits for those under way; false if some are still running after that time. */
    boolean drain(Duration limit) throws InterruptedException {
        return gate.shut(limit);
    }

    private static Routed routed(Outcome outcome) {
        return new Routed(outcome, Backend.DAEMON, OK);
    }
}
