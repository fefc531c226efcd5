package dev.ssot.selftest;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Creates, changes and claims without a pause: on the files, through the daemon, and both at once. */
final class Mixed implements Trial {

    private static final int ROUNDS = 6;
    private static final int CALLERS = 6;
    private static final Duration LENGTH_OF_ROUND = Duration.ofSeconds(3);

    private enum Way {
        /** Without a daemon, fronts work on the files like everybody else. */
        FILES(EnumSet.allOf(Role.class), false),
        DAEMON(EnumSet.of(Role.FRONT), true),
        BOTH(EnumSet.allOf(Role.class), true);

        private final Set<Role> callers;
        private final boolean withDaemon;

        Way(Set<Role> callers, boolean withDaemon) {
            this.callers = callers;
            this.withDaemon = withDaemon;
        }
    }

    @Override
    public void run(Testbed bed) throws IOException, InterruptedException {
        Crew crew = new Crew(bed, bed.callers(CALLERS));
        for (int round = 0; bed.nextRound(ROUNDS); round++) {
            Way way = Way.values()[round % Way.values().length];
            if (way.withDaemon) {
                bed.startDaemon();
            }
            Episode episode = bed.episode(Load.features());
            Load load = new Load(episode, crew);
            long began = System.nanoTime();
            load.start(bed.random(), way.callers);
            LockSupport.parkNanos(LENGTH_OF_ROUND.toNanos());
            load.stop();
            load.awaitEnd();
            long perSecond = Math.round(episode.history().calls() / ((System.nanoTime() - began) / 1e9));
            bed.figure("calls per second, " + way.name().toLowerCase(Locale.ROOT), perSecond);
            if (way.withDaemon) {
                bed.kill(bed.daemon().orElseThrow(), episode, "end of the round");
            }
            bed.finish(episode);
        }
    }
}
