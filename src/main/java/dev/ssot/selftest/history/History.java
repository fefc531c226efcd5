package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What callers ask and are told, as it happens. Only ever added to, by any thread. */
public final class History {

    private final InstantSource wallClock;
    private final LongSupplier nanos;
    private final Instant began;
    private final long origin;
    private final AtomicLong calls = new AtomicLong();

    // Guarded by this object.
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<ClockStep> clockSteps = new ArrayList<>();
    private final List<ObjectNode> notes = new ArrayList<>();

    /** @param nanos a clock that only runs forwards */
    public History(InstantSource wallClock, LongSupplier nanos) {
        this.wallClock = wallClock;
        this.nanos = nanos;
        this.began = wallClock.instant();
        this.origin = nanos.getAsLong();
    }

    /** A call that was asked and has not ended. */
    public final class Asked {

        private final long number = calls.incrementAndGet();
        private final String actor;
        private final String operation;
        private final ObjectNode arguments;
        private final @Nullable String requestId;
        private final Instant clock;
        private final long askedAt = now();

        private Asked(
                String actor,
                String operation,
                ObjectNode arguments,
                @Nullable String requestId,
                Duration clockOffset) {
            this.actor = actor;
            this.operation = operation;
            this.arguments = arguments;
            this.requestId = requestId;
            this.clock = wallClock.instant().plus(clockOffset);
        }

        public void ended(End end) {
            Exchange exchange =
                    new Exchange(number, actor, operation, arguments, requestId, askedAt, now(), clock, end);
            synchronized (History.this) {
                exchanges.add(exchange);
            }
        }
    }

    /** @param clockOffset by how much at least the clock by which the call is decided differs from the wall clock */
    public Asked ask(
            String actor, String operation, ObjectNode arguments, @Nullable String requestId, Duration clockOffset) {
        return new Asked(actor, operation, arguments, requestId, clockOffset);
    }

    /** Somebody's clock is about to be moved. */
    public synchronized void clockMoves(String actor, Duration offset) {
        clockSteps.add(new ClockStep(now(), offset));
        note("clock", actor, offset.toString());
    }

    /** What was done to a process, for those who read the history. */
    public synchronized void note(String kind, String actor, String detail) {
        notes.add(Json.object()
                .put("at", now())
                .put("note", kind)
                .put("actor", actor)
                .put("detail", detail));
    }

    public long calls() {
        return calls.get();
    }

    public synchronized Recorded recorded() {
        return new Recorded(
                began,
                exchanges.stream()
                        .sorted(Comparator.comparingLong(Exchange::askedAt))
                        .toList(),
                List.copyOf(clockSteps));
    }

    /** One JSON object for each call and note, by time. */
    public synchronized List<ObjectNode> lines() {
        List<ObjectNode> lines = new ArrayList<>(notes);
        exchanges.forEach(exchange -> lines.add(line(exchange)));
        lines.sort(Comparator.comparingLong(line -> line.path("at").asLong()));
        return lines;
    }

    private static ObjectNode line(Exchange exchange) {
        ObjectNode line = Json.object()
                .put("at", exchange.askedAt())
                .put("ended_at", exchange.endedAt())
                .put("call", exchange.number())
                .put("actor", exchange.actor())
                .put("operation", exchange.operation())
                .put("request_id", exchange.requestId())
                .put("clock", exchange.clock().toString());
        line.set("arguments", exchange.arguments());
        switch (exchange.end()) {
            case End.Answered(ObjectNode result) -> line.set("answered", result);
            case End.Refused(String code, String message) ->
                line.putObject("refused").put("code", code).put("message", message);
            case End.Lost() -> line.put("lost", true);
        }
        return line;
    }

    private long now() {
        return nanos.getAsLong() - origin;
    }
}
