package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.Json;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what an engine has answered, by operation and outcome, and how long each call took. */
final class ServedCalls implements Operations {

    private static final String ANSWERED = "answered";
    private static final String UNKNOWN = "unknown";

    /** Told of every call that was answered. */
    @FunctionalInterface
    interface Listener {

        /** @param outcome {@code answered}, or the code of the refusal */
        void served(String operation, String outcome, Duration took);
    }

    private record Served(String operation, String outcome) {}

    private final Operations engine;
    private final Catalog catalog;
    private final Map<Served, LongAdder> counts = new ConcurrentHashMap<>();
    private volatile Listener listener = (_, _, _) -> {};

    ServedCalls(Operations engine, Catalog catalog) {
        this.engine = engine;
        this.catalog = catalog;
    }

    void tell(Listener told) {
        listener = told;
    }

    @Override
    public Outcome call(Call call) {
        long began = System.nanoTime();
        String outcome = ErrorCode.INTERNAL.text();
        try {
            Outcome answered = engine.call(call);
            outcome = answered instanceof Outcome.Refused(Refusal refusal)
                    ? refusal.code().text()
                    : ANSWERED;
            return answered;
        } finally {
            // Names that nobody declared would grow without bound.
            String operation = catalog.find(call.operationId()).isPresent() ? call.operationId() : UNKNOWN;
            counts.computeIfAbsent(new Served(operation, outcome), _ -> new LongAdder())
                    .increment();
            listener.served(operation, outcome, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /** {@code {"slice.claim": {"answered": 12, "conflict": 1}}}. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(Served::operation).thenComparing(Served::outcome)))
                .forEach(count -> json.withObjectProperty(count.getKey().operation())
                        .put(count.getKey().outcome(), count.getValue().sum()));
        return json;
    }
}
