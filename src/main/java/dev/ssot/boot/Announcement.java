package dev.ssot.boot;

import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.workspace.FileStamp;
import java.io.IOException;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/**
 * What a daemon tells in its discovery file, for as long as it serves: whatever happens to the file, a moment later it
 * says the truth again.
 */
final class Announcement {

    private static final Logger LOG = Logger.getLogger(Announcement.class);

    private final Discovery discovery;
    private final DaemonAddress daemon;

    // Guarded by this object: nothing is announced after it was taken back.
    private boolean withdrawn;
    private String toldDistrust = "";

    Announcement(Discovery discovery, DaemonAddress daemon) {
        this.discovery = discovery;
        this.daemon = daemon;
    }

    DaemonAddress daemon() {
        return daemon;
    }

    /** Writes the file again if it is not what the daemon wrote. */
    synchronized void keep() throws IOException {
        Discovered found = discovery.read();
        if (withdrawn
                || found instanceof Discovered.Found(DaemonAddress announced, FileStamp _)
                        && announced.equals(daemon)) {
            return;
        }
        switch (discovery.announce(daemon)) {
            case Discovery.Announced.Done(Path file) -> LOG.warnf("%s is written again: %s", file, told(found));
            case Discovery.Announced.Refused(String reason) -> tellOnce(reason);
        }
    }

    private static String told(Discovered found) {
        return switch (found) {
            case Discovered.Absent() -> "it was gone";
            case Discovered.Untrusted(String reason) -> reason;
            case Discovered.Found(DaemonAddress other, FileStamp _) ->
                "it named pid " + other.pid() + " at " + other.hostAndPort();
        };
    }

    private void tellOnce(String reason) {
        if (!reason.equals(toldDistrust)) {
            toldDistrust = reason;
            LOG.errorf("no client can find this daemon any more: %s", reason);
        }
    }

    synchronized void withdraw() throws IOException {
        withdrawn = true;
        var _ = discovery.removeIfOurs(daemon);
    }
}
