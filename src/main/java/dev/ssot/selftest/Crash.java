package dev.ssot.selftest;

import dev.ssot.workspace.Failpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Under load, processes are killed: a caller or the daemon, at a named place of a write or at any moment; at the end of
 * each episode all of them at one instant. What is left is opened and checked.
 */
final class Crash implements Trial {

    private static final int ROUNDS = 80;
    private static final int CALLERS = 4;
    private static final int ROUNDS_OF_EPISODE = 10;
    private static final Duration LONGEST_LIFE = Duration.ofMillis(100);
    private static final Duration WAIT_FOR_FAILPOINT = Duration.ofSeconds(1);

    /** It does not always die at its first write. */
    private static final int PASSES = 2;

    /** Its place among those who may die. */
    private static final int DAEMON = -1;

    private final Map<String, Integer> kills = new TreeMap<>();

    @Override
    public void run(Testbed bed) throws IOException, InterruptedException {
        Crew crew = new Crew(bed, bed.callers(CALLERS));
        bed.startDaemon();
        boolean more = true;
        while (more) {
            List<Integer> victims = victims(bed, crew);
            bed.prepare(victims.stream().map(place -> role(crew, place)).toList());
            Episode episode = bed.episode(Load.features());
            Load load = new Load(episode, crew);
            load.start(bed.random(), EnumSet.allOf(Role.class));
            for (int victim : victims) {
                more = bed.nextRound(ROUNDS);
                if (more) {
                    killOne(bed, crew, episode, victim);
                }
            }
            more = bed.roundsLeft(ROUNDS) > 0 && more;
            live(bed);
            load.stop();
            crew.killAll(episode);
            load.awaitEnd();
            count(crew.size() + 1, "all at once");
            bed.finish(episode);
            if (more) {
                crew.replaceAll();
                bed.startDaemon();
            }
        }
        bed.figure("kills by place", kills);
    }

    /** The places of those who die in an episode: their successors are started before there is any load. */
    private static List<Integer> victims(Testbed bed, Crew crew) {
        return bed.random()
                .ints(Math.min(ROUNDS_OF_EPISODE, bed.roundsLeft(ROUNDS)), DAEMON, crew.size())
                .boxed()
                .toList();
    }

    private static Role role(Crew crew, int place) {
        return place == DAEMON ? Role.DAEMON : crew.at(place).role();
    }

    private void killOne(Testbed bed, Crew crew, Episode episode, int place) throws IOException, InterruptedException {
        WorkerProcess victim = place == DAEMON ? bed.daemon().orElseThrow() : crew.at(place);
        Optional<Failpoint> failpoint = bed.random().nextBoolean() && victim.role() != Role.FRONT
                ? Optional.of(Failpoint.values()[bed.random().nextInt(Failpoint.values().length)])
                : Optional.empty();
        String where = "at any moment";
        if (failpoint.isPresent()) {
            victim.arm(failpoint.get(), 1 + bed.random().nextInt(PASSES));
            where = victim.awaitHalt(WAIT_FOR_FAILPOINT) ? failpoint.get().text() : where;
        } else {
            live(bed);
        }
        count(1, victim.role().text() + " " + where);
        if (place == DAEMON) {
            bed.kill(victim, episode, where);
            bed.startDaemon();
        } else {
            crew.replace(place, episode, where);
        }
    }

    private void count(int killed, String where) {
        kills.merge(where, killed, Integer::sum);
    }

    private static void live(Testbed bed) {
        LockSupport.parkNanos(bed.random().nextLong(LONGEST_LIFE.toNanos()));
    }
}
