package dev.ssot.rpc;

import dev.ssot.workspace.FileStamp;
import dev.ssot.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The kernel's lock on {@code daemon.lock}, held for the life of the daemon and released by the kernel when it dies.
 * The file stays: deleting it would let two daemons lock two files of one name.
 */
public final class SingleInstance implements AutoCloseable {

    /** Whether this process is the daemon now. */
    public sealed interface Attempt {

        record Acquired(SingleInstance instance) implements Attempt {}

        /**
         * @param daemon as it has announced itself; empty while it is starting or leaving
         * @param reason a sentence with its pid and address, if known
         */
        record AlreadyRunning(Optional<DaemonAddress> daemon, String reason) implements Attempt {}

        /** The directory belongs to somebody else or is open to others. */
        record Untrusted(String reason) implements Attempt {}
    }

    /** The locks of this process. Opening and closing a second channel on a file would drop the first one's lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private SingleInstance(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    public static Attempt acquire(Discovery discovery) throws IOException {
        Optional<String> distrust = OwnerOnly.prepare(discovery.directory());
        if (distrust.isPresent()) {
            return new Attempt.Untrusted(distrust.get());
        }
        Path file = discovery.directory().toRealPath().resolve("daemon.lock");
        if (!HELD.add(file)) {
            return alreadyRunning(discovery);
        }
        Optional<SingleInstance> locked = Optional.empty();
        try {
            locked = lock(file);
        } finally {
            if (locked.isEmpty()) {
                HELD.remove(file);
            }
        }
        return locked.<Attempt>map(Attempt.Acquired::new).orElseGet(() -> alreadyRunning(discovery));
    }

    /** Lets the next daemon start; the discovery file must be gone by now. */
    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(file);
    }

    private static Optional<SingleInstance> lock(Path file) throws IOException {
        Set<OpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileChannel channel = FileChannel.open(file, options, OwnerOnly.permissions(file, "rw-------"));
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? Optional.empty() : Optional.of(new SingleInstance(file, channel));
    }

    private static Attempt alreadyRunning(Discovery discovery) {
        return switch (discovery.read()) {
            case Discovered.Found(DaemonAddress daemon, FileStamp _) ->
                new Attempt.AlreadyRunning(
                        Optional.of(daemon),
                        "a daemon is already running: pid " + daemon.pid() + " at " + daemon.hostAndPort());
            case Discovered.Absent(), Discovered.Untrusted(String _) ->
                new Attempt.AlreadyRunning(
                        Optional.empty(), "a daemon is already running, but has not announced itself yet or any more");
        };
    }
}
