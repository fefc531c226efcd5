package dev.ssot.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.selftest.Episode.Claim;
import dev.ssot.selftest.history.End;
import dev.ssot.selftest.history.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Clocks of processes jump, each its own way, while leases of short and long lives are claimed, renewed and given back. */
final class Clock implements Trial {

    private static final int ROUNDS = 300;
    private static final int CALLERS = 4;
    private static final int ROUNDS_OF_EPISODE = 100;
    private static final List<Duration> JUMPS = List.of(
            Duration.ofHours(-1),
            Duration.ofMinutes(-6),
            Duration.ofSeconds(-3),
            Duration.ZERO,
            Duration.ofSeconds(3),
            Duration.ofMinutes(6),
            Duration.ofHours(1));
    private static final List<Duration> LIVES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofHours(2));

    private final Map<String, JsonNode> held = new ConcurrentHashMap<>();
    private int jumps;

    @Override
    public void run(Testbed bed) throws IOException {
        int callers = bed.callers(CALLERS);
        WorkerProcess daemon = bed.startDaemon();
        List<WorkerProcess> workers = bed.startCallers(callers);
        List<WorkerProcess> all = new ArrayList<>(workers);
        all.add(daemon);
        boolean more = true;
        while (more) {
            // One feature fewer than there are callers: somebody always waits for somebody's deadline.
            Episode episode = bed.episode(callers - 1);
            for (int round = 0; round < ROUNDS_OF_EPISODE && (more = bed.nextRound(ROUNDS)); round++) {
                if (bed.random().nextBoolean()) {
                    move(episode, pick(bed, all), pick(bed, JUMPS));
                }
                List<CompletableFuture<End>> ends = new ArrayList<>();
                for (WorkerProcess worker : workers) {
                    ends.add(step(bed, episode, worker, callers - 1));
                }
                ends.forEach(CompletableFuture::join);
            }
            all.forEach(worker -> move(episode, worker, Duration.ZERO));
            held.clear();
            bed.finish(episode);
        }
        bed.figure("jumps", jumps);
    }

    private void move(Episode episode, WorkerProcess worker, Duration offset) {
        episode.history().clockMoves(worker.name(), offset);
        worker.moveClock(offset);
        jumps++;
    }

    private CompletableFuture<End> step(Testbed bed, Episode episode, WorkerProcess worker, int features) {
        Optional<JsonNode> lease = Optional.ofNullable(held.get(worker.name()));
        long life = pick(bed, LIVES).toSeconds();
        if (lease.isEmpty()) {
            Claim claim = new Claim(worker.name(), "clock", SampleRegistry.free(features), Duration.ofSeconds(life));
            return episode.claim(worker, claim, null).thenApply(end -> {
                Episode.granted(end).ifPresent(granted -> held.put(worker.name(), granted));
                return end;
            });
        }
        boolean renews = bed.random().nextInt(3) > 0;
        return episode.ask(
                        worker,
                        renews ? Exchange.RENEW : Exchange.ABANDON,
                        renews
                                ? Episode.holding(lease.get()).put("ttl_seconds", life)
                                : Episode.abandoning(lease.get()),
                        null)
                .thenApply(end -> {
                    if (!renews || end instanceof End.Refused) {
                        held.remove(worker.name());
                    }
                    return end;
                });
    }

    private static <T> T pick(Testbed bed, List<T> choices) {
        return choices.get(bed.random().nextInt(choices.size()));
    }
}
