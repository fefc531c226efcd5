package dev.ssot.boot;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What a daemon looks after once a second. */
final class DaemonRounds implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DaemonRounds.class);
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Map<String, Chore> chores;
    private final CountDownLatch closed = new CountDownLatch(1);

    /** One of the things to look after. */
    @FunctionalInterface
    interface Chore {
        void run() throws IOException;
    }

    /** @param chores by what they are for */
    DaemonRounds(Map<String, Chore> chores) {
        this.chores = chores;
    }

    void start() {
        Thread.ofPlatform().daemon().name("daemon-rounds").start(this::goUntilClosed);
    }

    private void goUntilClosed() {
        try {
            while (!closed.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                chores.forEach(DaemonRounds::run);
            }
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody interrupts the rounds", impossible);
        }
    }

    private static void run(String what, Chore chore) {
        try {
            chore.run();
        } catch (IOException failure) {
            LOG.warnf("%s has failed and is tried again: %s", what, failure.getMessage());
        } catch (RuntimeException bug) {
            // The daemon serves without it, and the next round may go well.
            LOG.errorf(bug, "%s has failed", what);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
