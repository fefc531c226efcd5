package dev.ssot.boot;

import dev.ssot.campaign.ControlStore;
import dev.ssot.operation.Place;
import dev.ssot.operation.Places;
import dev.ssot.operation.watch.WorktreeWatch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Notices what others change in the open repositories. It asks instead of being told: a look at the registry costs one
 * look at its stamp, works on every file system, and misses nothing that happened while nobody looked. Worktrees are
 * walked while somebody holds a lease in them, and the slower that is, the more seldom.
 */
final class ChangeWatcher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(ChangeWatcher.class);
    private static final Duration ROUND = Duration.ofMillis(500);
    private static final Duration BETWEEN_WALKS = Duration.ofSeconds(2);

    /** So many times as long as a walk took, none follows: walking takes at most a tenth of one core. */
    private static final int REST = 9;

    private final Places places;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** When the next walk of a place may begin, in nanoseconds; for the watcher's thread only. */
    private final Map<Path, Long> nextWalks = new HashMap<>();

    ChangeWatcher(Places places, InstantSource clock) {
        this.places = places;
        this.clock = clock;
    }

    void start() {
        Thread.ofPlatform().daemon().name("change-watcher").start(this::lookUntilClosed);
    }

    private void lookUntilClosed() {
        try {
            while (!closed.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                places.forEach(this::look);
            }
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody interrupts the watcher", impossible);
        }
    }

    private void look(Place place) {
        try {
            // Every way to the control store looks at the registry first.
            boolean leased = place.control()
                    .read(clock.instant(), view -> !view.openLeases().isEmpty());
            Long next = nextWalks.get(place.root());
            if (leased && (next == null || System.nanoTime() - next >= 0)) {
                walk(place);
            }
        } catch (ControlStore.Unavailable unavailable) {
            LOG.warnf("changes in %s are noticed later: %s", place.root(), unavailable.getMessage());
        } catch (RuntimeException bug) {
            // It is about one repository, and the others are to be watched on.
            LOG.errorf(bug, "looking at %s failed", place.root());
        }
    }

    private void walk(Place place) {
        long begin = System.nanoTime();
        try {
            WorktreeWatch.look(place, clock.instant());
        } finally {
            long end = System.nanoTime();
            nextWalks.put(place.root(), end + Math.max(BETWEEN_WALKS.toNanos(), REST * (end - begin)));
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
