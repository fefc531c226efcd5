package dev.ssot.selftest;

import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.selftest.history.Invariant;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The daemon is attacked in every way while fronts work through it: its memory stays bounded, and they are served. */
final class Flood implements Trial {

    private static final int CALLERS = 4;
    private static final long MOST_GROWTH = 64L << 20;
    private static final long PAUSE_NANOS = 10_000_000;

    /** How long a front may wait for service after an attack. */
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    @Override
    public void run(Testbed bed) throws IOException, InterruptedException {
        WorkerProcess daemon = bed.startDaemon();
        Crew crew = new Crew(bed, bed.callers(CALLERS));
        DaemonAddress address = announced(bed);
        Episode episode = bed.episode(Load.features());
        Load load = new Load(episode, crew);
        load.start(bed.random(), EnumSet.of(Role.FRONT));
        served(episode, "before any attack");
        long before = daemon.usedBytes().orElseThrow();
        Attack[] attacks = Attack.values();
        for (int round = 0; bed.nextRound(attacks.length); round++) {
            attack(bed, episode, daemon, address, attacks[round % attacks.length]);
        }
        long after = daemon.usedBytes().orElse(Long.MAX_VALUE);
        load.stop();
        load.awaitEnd();
        bed.figure("daemon's heap before and after, kB", before / 1024 + " " + after / 1024);
        if (after - before > MOST_GROWTH) {
            episode.broken(Invariant.BOUNDED, "the daemon's heap grew from %d to %d bytes".formatted(before, after));
        }
        bed.finish(episode);
    }

    private static void attack(
            Testbed bed, Episode episode, WorkerProcess daemon, DaemonAddress address, Attack attack) {
        String name = attack.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        long began = System.nanoTime();
        long answers = episode.answersOfDaemon();
        try {
            attack.run(address, bed.random());
        } catch (IOException refused) {
            // More strangers than it takes are turned away; that is no service that anybody is owed.
            episode.history().note("turned away", name, String.valueOf(refused.getMessage()));
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        long meanwhile = episode.answersOfDaemon() - answers;
        served(episode, "after " + name);
        bed.figure(
                "%d %s".formatted(attack.times(), name),
                "%d ms, %d calls of others answered meanwhile, resident %s"
                        .formatted(millis, meanwhile, daemon.resident().orElse("unknown")));
        if (!daemon.isAlive()) {
            episode.broken(Invariant.BOUNDED, "the daemon died of " + name);
        }
    }

    /** Waits until a front is answered by the daemon. */
    private static void served(Episode episode, String when) {
        long answers = episode.answersOfDaemon();
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
