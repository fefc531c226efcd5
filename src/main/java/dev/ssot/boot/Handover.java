package dev.ssot.boot;

import dev.ssot.cli.command.DaemonControl;
import dev.ssot.operation.Version;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Lets a daemon of this release take the place of one of an earlier release, beside the calls, which go on at the old
 * one until it leaves. A process tries that once: what its launcher starts may be of an earlier release too.
 */
final class Handover {

    private static final Logger LOG = Logger.getLogger(Handover.class);

    private final DaemonControl daemons;
    private final String version;
    private final AtomicBoolean begun = new AtomicBoolean();

    /** @param version of this process */
    Handover(DaemonControl daemons, String version) {
        this.daemons = daemons;
        this.version = version;
    }

    /** @param found the version of the daemon that answers */
    void offer(String found) {
        if (Version.isOlder(found, version) && begun.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("daemon-handover").start(this::replace);
        }
    }

    private void replace() {
        DaemonControl.Report report = daemons.start(Optional.empty());
        if (report.passed()) {
            LOG.infof("%s", report.text());
        } else {
            LOG.warnf("the daemon of an earlier release could not be replaced: %s", report.text());
        }
    }
}
