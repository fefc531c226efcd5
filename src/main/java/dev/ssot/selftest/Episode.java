package dev.ssot.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import dev.ssot.selftest.history.End;
import dev.ssot.selftest.history.Exchange;
import dev.ssot.selftest.history.History;
import dev.ssot.selftest.history.Invariant;
import dev.ssot.selftest.history.Violation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One repository, and everything that was asked about it. */
final class Episode {

    /** What of an answer is kept: a long history has to fit into memory. */
    private static final List<String> KEPT = List.of("passed", "kind", "lease");

    private final Path root;
    private final History history;
    private final Supplier<Optional<WorkerProcess>> daemon;
    private final List<Duration> waitsForDaemon = Collections.synchronizedList(new ArrayList<>());
    private final List<Violation> violations = new ArrayList<>();

    Episode(Path root, History history, Supplier<Optional<WorkerProcess>> daemon) {
        this.root = root;
        this.history = history;
        this.daemon = daemon;
    }

    Path root() {
        return root;
    }

    History history() {
        return history;
    }

    /** Asks, and answers how that ended for the caller. */
    CompletableFuture<End> ask(
            WorkerProcess worker, String operation, ObjectNode arguments, @Nullable String requestId) {
        History.Asked asked = history.ask(worker.name(), operation, arguments, requestId, slowestClock(worker));
        ObjectNode order = Json.object()
                .put("operation", operation)
                .put("root", root.toString())
                .put("request_id", requestId);
        order.set("arguments", arguments);
        long began = System.nanoTime();
        return worker.order(WorkerLoop.CALL, order)
                .completeOnTimeout(null, WorkerProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .thenApply(answer -> {
                    if (answer != null
                            && answer.isPresent()
                            && answer.get().path("backend").asText().equals("daemon")) {
                        waitsForDaemon.add(Duration.ofNanos(System.nanoTime() - began));
                    }
                    End end = answer == null ? silent(worker, operation) : end(answer);
                    asked.ended(end);
                    return end;
                });
    }

    End call(WorkerProcess worker, String operation, ObjectNode arguments, @Nullable String requestId) {
        return ask(worker, operation, arguments, requestId).join();
    }

    CompletableFuture<End> claim(WorkerProcess worker, Claim claim, @Nullable String requestId) {
        ObjectNode arguments = Json.object()
                .put("worker_id", claim.worker())
                .put("campaign_id", claim.campaign())
                .put("target_tier", "T1")
                .put("ttl_seconds", claim.ttl().toSeconds());
        if (!claim.features().isEmpty()) {
            // By default fewer features are looked at than there may be callers, and the rest would go without.
            arguments.put("feature_limit", claim.features().size());
        }
        claim.features().forEach(arguments.putArray("feature_ids")::add);
        return ask(worker, Exchange.CLAIM, arguments, requestId);
    }

    /** A wish for one of some features. */
    record Claim(String worker, String campaign, List<String> features, Duration ttl) {}

    /** The lease that a claim was granted. */
    static Optional<JsonNode> granted(End end) {
        return end instanceof End.Answered(ObjectNode result)
                        && result.path("kind").asText().equals("lease_granted")
                ? Optional.of(result.path("lease"))
                : Optional.empty();
    }

    /** Arguments that prove that the caller holds the lease. */
    static ObjectNode holding(JsonNode lease) {
        return Json.object()
                .put("worker_id", lease.path("worker_id").asText())
                .put("lease_id", lease.path("lease_id").asText())
                .put("fencing_token", lease.path("fencing_token").asLong());
    }

    static ObjectNode abandoning(JsonNode lease) {
        return holding(lease).put("reason", "next");
    }

    /** How many calls the daemon has answered. */
    int answersOfDaemon() {
        return waitsForDaemon.size();
    }

    /** How long callers waited for the daemon's answers, but for so many of the first; the shortest first. */
    List<Duration> waitsForDaemon(int skipped) {
        synchronized (waitsForDaemon) {
            return waitsForDaemon.stream().skip(skipped).sorted().toList();
        }
    }

    /** Something that the checker cannot see from calls and answers. */
    synchronized void broken(Invariant invariant, String message) {
        violations.add(new Violation(invariant, message));
    }

    synchronized List<Violation> broken() {
        return List.copyOf(violations);
    }

    /** A front's call is decided by its own clock or by the daemon's. */
    private Duration slowestClock(WorkerProcess worker) {
        Duration own = worker.offset();
        return worker.role() == Role.FRONT
                ? daemon.get()
                        .map(WorkerProcess::offset)
                        .filter(other -> other.compareTo(own) < 0)
                        .orElse(own)
                : own;
    }

    private End silent(WorkerProcess worker, String operation) {
        broken(
                Invariant.ANSWERED_AS_EXPECTED,
                "%s of %s has no answer after %d s"
                        .formatted(operation, worker.name(), WorkerProcess.PATIENCE.toSeconds()));
        return new End.Lost();
    }

    private static End end(Optional<JsonNode> answer) {
        if (answer.isEmpty()) {
            return new End.Lost();
        }
        JsonNode refused = answer.get().path("refused");
        if (refused.isObject()) {
            return new End.Refused(
                    refused.path("code").asText(), refused.path("message").asText());
        }
        ObjectNode kept = Json.object();
        JsonNode result = answer.get().path("result");
        KEPT.stream().filter(result::has).forEach(name -> kept.set(name, result.get(name)));
        return new End.Answered(kept);
    }
}
