package dev.ssot.boot;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What a daemon looks after once a second: repositories that nobody needs, the size of its log, its own idleness. */
final class DaemonRounds implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DaemonRounds.class);
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final OpenRepositories repositories;
    private final DaemonLog log;
    private final Runnable leaveIfIdle;
    private final CountDownLatch closed = new CountDownLatch(1);

    DaemonRounds(OpenRepositories repositories, DaemonLog log, Runnable leaveIfIdle) {
        this.repositories = repositories;
        this.log = log;
        this.leaveIfIdle = leaveIfIdle;
    }

    void start() {
        Thread.ofPlatform().daemon().name("daemon-rounds").start(this::goUntilClosed);
    }

    private void goUntilClosed() {
        try {
            while (!closed.await(ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                go();
            }
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody interrupts the rounds", impossible);
        }
    }

    private void go() {
        try {
            repositories.tidy();
            log.keepBounded();
            leaveIfIdle.run();
        } catch (IOException failure) {
            LOG.warnf("the log cannot be kept bounded: %s", failure.getMessage());
        } catch (RuntimeException bug) {
            // The next round may go well, and the daemon serves without them.
            LOG.error("a round has failed", bug);
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
