package dev.ssot.boot;

import dev.ssot.campaign.ControlStore;
import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.operation.Place;
import dev.ssot.operation.Places;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Ends overdue leases of the open repositories, so that their events come in time. Claims do not depend on it. */
final class LeaseSweeper implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(LeaseSweeper.class);
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final Places places;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);

    LeaseSweeper(Places places, InstantSource clock) {
        this.places = places;
        this.clock = clock;
    }

    void start() {
        Thread.ofVirtual().name("lease-sweeper").start(this::sweepUntilClosed);
    }

    private void sweepUntilClosed() {
        try {
            while (!closed.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                places.forEach(this::sweep);
            }
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody interrupts the sweeper", impossible);
        }
    }

    private void sweep(Place place) {
        try {
            Instant now = clock.instant();
            boolean due = place.control()
                    .read(now, view -> view.openLeases().stream().anyMatch(lease -> lease.isOverdue(view.now())));
            if (due) {
                var _ = place.control().decide(now, LeaseDecisions::expireDue);
            }
        } catch (ControlStore.Unavailable unavailable) {
            LOG.warnf("overdue leases of %s wait: %s", place.root(), unavailable.getMessage());
        } catch (RuntimeException bug) {
            // It is about one repository, and the others are to be swept on.
            LOG.errorf(bug, "sweeping %s failed", place.root());
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
