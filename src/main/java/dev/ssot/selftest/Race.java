package dev.ssot.selftest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.selftest.Episode.Claim;
import dev.ssot.selftest.history.End;
import dev.ssot.selftest.history.Exchange;
import dev.ssot.selftest.history.Invariant;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** All callers claim at one instant: the same feature, features whose roots overlap, or as many as there are callers. */
final class Race implements Trial {

    private static final int ROUNDS = 600;
    private static final int CALLERS = 8;
    private static final int ROUNDS_OF_EPISODE = 300;
    private static final Duration TTL = Duration.ofHours(1);

    /** One in so many rounds asks a second time for what was just granted, somewhere else. */
    private static final int RETRIES = 8;

    private enum Wish {
        SAME,
        OVERLAPPING,
        DISJOINT
    }

    @Override
    public void run(Testbed bed) throws IOException {
        int callers = bed.callers(CALLERS);
        bed.startDaemon();
        List<WorkerProcess> workers = bed.startCallers(callers);
        boolean more = true;
        int round = 0;
        while (more) {
            Episode episode = bed.episode(callers);
            int end = round + ROUNDS_OF_EPISODE;
            while (round < end && (more = bed.nextRound(ROUNDS))) {
                round(bed, episode, workers, round++);
            }
            bed.finish(episode);
        }
    }

    private static void round(Testbed bed, Episode episode, List<WorkerProcess> workers, int round) {
        Wish wish = Wish.values()[round % Wish.values().length];
        List<String> features = switch (wish) {
            case SAME -> SampleRegistry.WANTED;
            case OVERLAPPING -> SampleRegistry.OVERLAPPING;
            case DISJOINT -> SampleRegistry.free(workers.size());
        };
        List<WorkerProcess> order = new ArrayList<>(workers);
        Collections.shuffle(order, bed.random());
        List<CompletableFuture<End>> claims = new ArrayList<>();
        for (WorkerProcess worker : order) {
            claims.add(episode.claim(
                    worker, new Claim(worker.name(), wish.name(), features, TTL), request(worker, round)));
        }
        List<End> ends = claims.stream().map(CompletableFuture::join).toList();
        List<JsonNode> granted =
                ends.stream().flatMap(end -> Episode.granted(end).stream()).toList();
        int expected = wish == Wish.DISJOINT ? workers.size() : 1;
        if (granted.size() != expected) {
            episode.broken(
                    Invariant.ANSWERED_AS_EXPECTED,
                    "round %d, %s: %d callers were granted a lease instead of %d: %s"
                            .formatted(round, wish, granted.size(), expected, ends));
        }
        if (bed.random().nextInt(RETRIES) == 0) {
            int lucky = bed.random().nextInt(order.size());
            WorkerProcess asking = order.get(lucky);
            episode.claim(
                            order.get((lucky + 1) % order.size()),
                            new Claim(asking.name(), wish.name(), features, TTL),
                            request(asking, round))
                    .join();
        }
        giveBack(episode, order, ends);
    }

    private static void giveBack(Episode episode, List<WorkerProcess> order, List<End> ends) {
        List<CompletableFuture<End>> given = new ArrayList<>();
        for (int i = 0; i < ends.size(); i++) {
            Optional<JsonNode> lease = Episode.granted(ends.get(i));
            if (lease.isPresent()) {
                given.add(episode.ask(order.get(i), Exchange.ABANDON, Episode.abandoning(lease.get()), null));
            }
        }
        given.forEach(CompletableFuture::join);
    }

    private static String request(WorkerProcess worker, int round) {
        return "race-%s-%d".formatted(worker.name(), round);
    }
}
