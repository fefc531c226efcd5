package dev.ssot.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import dev.ssot.selftest.Episode.Claim;
import dev.ssot.selftest.history.End;
import dev.ssot.selftest.history.Exchange;
import dev.ssot.selftest.history.Invariant;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A holder is stopped until its deadline has passed, and goes on as if nothing had happened. Somebody else holds the
 * slice by then, and whatever the first one still wants is refused with the name of that holder.
 */
final class Pause implements Trial {

    private static final int ROUNDS = 8;
    private static final int CALLERS = 4;
    private static final Duration TTL = Duration.ofSeconds(2);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int TRIES = 200;
    private static final int CALLS_IN_FLIGHT = 20;
    private static final Duration LONGEST_RUN = Duration.ofMillis(30);

    /** Who is stopped, and when. */
    private enum Stop {
        IDLE_HOLDER,
        HOLDER_IN_A_CALL,
        DAEMON
    }

    @Override
    public void run(Testbed bed) throws IOException, InterruptedException {
        if (File.separatorChar != '/') {
            bed.skip("this system has no SIGSTOP");
            return;
        }
        int callers = Math.max(2, bed.callers(CALLERS));
        bed.startDaemon();
        List<WorkerProcess> workers = bed.startCallers(callers);
        Episode episode = bed.episode(1);
        for (int round = 0; bed.nextRound(ROUNDS); round++) {
            WorkerProcess holder = workers.get(round % callers);
            WorkerProcess other = workers.get((round + 1) % callers);
            switch (Stop.values()[round / 2 % Stop.values().length]) {
                case IDLE_HOLDER -> idle(episode, holder, other);
                case HOLDER_IN_A_CALL -> inACall(bed, episode, holder, other, round);
                case DAEMON -> daemon(bed, episode, workers.get(1), other);
            }
        }
        bed.finish(episode);
    }

    private static void idle(Episode episode, WorkerProcess holder, WorkerProcess other)
            throws IOException, InterruptedException {
        JsonNode lease = hold(episode, holder);
        stop(episode, holder);
        JsonNode successor = hold(episode, other);
        List<CompletableFuture<End>> late = asHolder(episode, holder, lease);
        go(episode, holder);
        for (CompletableFuture<End> end : late) {
            refused(episode, end.join(), lease, other);
        }
        episode.call(other, Exchange.ABANDON, Episode.abandoning(successor), null);
    }

    /** It may hold locks when it is stopped; the others then wait, and go on when it does. */
    private static void inACall(Testbed bed, Episode episode, WorkerProcess holder, WorkerProcess other, int round)
            throws IOException, InterruptedException {
        JsonNode lease = hold(episode, holder);
        List<CompletableFuture<End>> inFlight = new ArrayList<>();
        for (int i = 0; i < CALLS_IN_FLIGHT; i++) {
            String id = "iss:pause.%d.%d".formatted(round, i);
            ObjectNode create = Json.object().put("section", "issues");
            create.set("entity", SampleRegistry.issue(id, "first"));
            inFlight.add(episode.ask(holder, Exchange.CREATE, create, id));
        }
        LockSupport.parkNanos(bed.random().nextLong(LONGEST_RUN.toNanos()));
        stop(episode, holder);
        CompletableFuture<End> claim = claim(episode, other);
        LockSupport.parkNanos(TTL.toNanos());
        go(episode, holder);
        inFlight.forEach(CompletableFuture::join);
        asHolder(episode, holder, lease).forEach(CompletableFuture::join);
        Optional<JsonNode> granted = Episode.granted(claim.join());
        granted.ifPresent(held -> episode.call(other, Exchange.ABANDON, Episode.abandoning(held), null));
    }

    private static void daemon(Testbed bed, Episode episode, WorkerProcess front, WorkerProcess other)
            throws IOException, InterruptedException {
        JsonNode lease = hold(episode, front);
        WorkerProcess daemon = bed.daemon().orElseThrow();
        stop(episode, daemon);
        List<CompletableFuture<End>> late = asHolder(episode, front, lease);
        LockSupport.parkNanos(TTL.toNanos());
        go(episode, daemon);
        late.forEach(CompletableFuture::join);
        JsonNode successor = hold(episode, other);
        episode.call(other, Exchange.ABANDON, Episode.abandoning(successor), null);
    }

    /** Claims until it is granted: the one who holds it now is about to lose it. */
    private static JsonNode hold(Episode episode, WorkerProcess worker) throws IOException {
        for (int tried = 0; tried < TRIES; tried++) {
            Optional<JsonNode> lease = Episode.granted(claim(episode, worker).join());
            if (lease.isPresent()) {
                return lease.get();
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
        throw new IOException("%s is not granted the slice, although nobody renews it".formatted(worker.name()));
    }

    private static CompletableFuture<End> claim(Episode episode, WorkerProcess worker) {
        return episode.claim(worker, new Claim(worker.name(), "pause", SampleRegistry.WANTED, TTL), null);
    }

    private static List<CompletableFuture<End>> asHolder(Episode episode, WorkerProcess holder, JsonNode lease) {
        ObjectNode completing = Episode.holding(lease);
        completing.putObject("result");
        return List.of(
                episode.ask(holder, Exchange.RENEW, Episode.holding(lease).put("ttl_seconds", 60), null),
                episode.ask(holder, Exchange.COMPLETE, completing, null),
                episode.ask(holder, Exchange.ABANDON, Episode.abandoning(lease), null));
    }

    private static void refused(Episode episode, End end, JsonNode lease, WorkerProcess other) {
        boolean told = end instanceof End.Refused(String code, String message)
                && code.equals("lease_not_active")
                && message.contains(other.name());
        if (!told) {
            episode.broken(
                    Invariant.NOTHING_FROM_AN_ENDED_LEASE,
                    "a holder that woke after its deadline was not told that %s holds %s now: %s"
                            .formatted(other.name(), lease.path("feature_id").asText(), end));
        }
    }

    private static void stop(Episode episode, WorkerProcess worker) throws IOException, InterruptedException {
        episode.history().note("stop", worker.name(), "SIGSTOP");
        worker.signal("STOP");
    }

    private static void go(Episode episode, WorkerProcess worker) throws IOException, InterruptedException {
        worker.signal("CONT");
        episode.history().note("continue", worker.name(), "SIGCONT");
    }
}
