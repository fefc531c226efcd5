package dev.ssot.selftest;

import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.selftest.history.Invariant;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The daemon is attacked in every way while fronts work through it: its memory stays bounded, and they are served. */
final class Flood implements Trial {

    private static final int CALLERS = 4;
    private static final long MOST_GROWTH = 64L << 20;

    /** Its heap is bounded by 256 MB; what is not heap must not grow with what strangers do. */
    private static final long MOST_RESIDENT = 512L << 20;

    /** Connections of fronts and files of the store come and go. */
    private static final int MOST_MORE_DESCRIPTORS = 16;

    private static final long PAUSE_NANOS = 10_000_000;

    /** How long a front may wait for service after an attack. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @Override
    public void run(Testbed bed) throws IOException, InterruptedException {
        WorkerProcess daemon = bed.startDaemon();
        Crew crew = new Crew(bed, bed.callers(CALLERS));
        DaemonAddress address = announced(bed);
        Episode episode = bed.episode(Load.features());
        Load load = new Load(episode, crew);
        load.start(bed.random(), EnumSet.of(Role.FRONT));
        served(episode, "before any attack");
        Holding before = Holding.of(daemon);
        Attack[] attacks = Attack.values();
        for (int round = 0; bed.nextRound(attacks.length); round++) {
            attack(bed, episode, daemon, address, attacks[round % attacks.length]);
        }
        Holding after = letGo(daemon, before);
        load.stop();
        load.awaitEnd();
        bed.figure("daemon before", before.toString());
        bed.figure("daemon after", after.toString());
        after.problem(before).ifPresent(problem -> episode.broken(Invariant.BOUNDED, problem));
        bed.finish(episode);
    }

    /** What the daemon uses of the machine; nothing where the system does not tell. */
    private record Holding(long heap, Optional<Long> resident, Optional<Long> descriptors) {

        static Holding of(WorkerProcess daemon) {
            return new Holding(daemon.usedBytes().orElse(Long.MAX_VALUE), daemon.resident(), daemon.descriptors());
        }

        boolean hasLetGo(Holding before) {
            return before.descriptors
                    .flatMap(then -> descriptors.map(now -> now <= then + MOST_MORE_DESCRIPTORS))
                    .orElse(true);
        }

        Optional<String> problem(Holding before) {
            boolean bounded = heap - before.heap <= MOST_GROWTH
                    && resident.map(bytes -> bytes <= MOST_RESIDENT).orElse(true)
                    && hasLetGo(before);
            return bounded ? Optional.empty() : Optional.of("the daemon held %s and holds %s".formatted(before, this));
        }

        @Override
        public String toString() {
            return "%d kB of heap, %s kB resident, %s descriptors"
                    .formatted(
                            heap / 1024,
                            resident.map(bytes -> Long.toString(bytes / 1024)).orElse("?"),
                            descriptors.map(String::valueOf).orElse("?"));
        }
    }

    /** Strangers are let go when their time to prove themselves is up. */
    private static Holding letGo(WorkerProcess daemon, Holding before) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        Holding now = Holding.of(daemon);
        while (!now.hasLetGo(before) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE_NANOS);
            now = Holding.of(daemon);
        }
        return now;
    }

    private static void attack(
            Testbed bed, Episode episode, WorkerProcess daemon, DaemonAddress address, Attack attack) {
        String name = attack.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        long began = System.nanoTime();
        int answers = episode.answersOfDaemon();
        try {
            attack.run(address, bed.random());
        } catch (IOException refused) {
            // More strangers than it takes are turned away; that is no service that anybody is owed.
            episode.history().note("turned away", name, String.valueOf(refused.getMessage()));
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        served(episode, "after " + name);
        List<Duration> waits = episode.waitsForDaemon(answers);
        bed.figure(
                "%d %s".formatted(attack.times(), name),
                "%d ms, %s; %s kB resident"
                        .formatted(
                                millis,
                                waits.isEmpty() ? "nobody else was answered" : told(waits),
                                daemon.resident()
                                        .map(bytes -> Long.toString(bytes / 1024))
                                        .orElse("?")));
        if (!daemon.isAlive()) {
            episode.broken(Invariant.BOUNDED, "the daemon died of " + name);
        }
    }

    private static String told(List<Duration> waits) {
        return "%d calls of others answered, half of them within %d ms and all within %d ms"
                .formatted(
                        waits.size(),
                        waits.get(waits.size() / 2).toMillis(),
                        waits.getLast().toMillis());
    }

    /** Waits until a front is answered by the daemon. */
    private static void served(Episode episode, String when) {
        int answers = episode.answersOfDaemon();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (episode.answersOfDaemon() == answers) {
            if (System.nanoTime() > deadline) {
                episode.broken(Invariant.BOUNDED, "no front is served by the daemon " + when);
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static DaemonAddress announced(Testbed bed) throws IOException {
        Discovery discovery = Discovery.in(new Environment(Map.of(
                        Variable.XDG_RUNTIME_DIR.toString(), bed.runtime().toString())))
                .orElseThrow();
        if (discovery.read() instanceof Discovered.Found(DaemonAddress address, var _)) {
            return address;
        }
        throw new IOException("the daemon of the selftest is not announced");
    }
}
