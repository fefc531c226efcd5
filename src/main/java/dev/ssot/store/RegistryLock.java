package dev.ssot.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The right to write a registry: the mutex of this process and the kernel's lock, then the reference's lock file, always
 * in this order. It is held from before the registry is read until after the rename.
 */
final class RegistryLock implements AutoCloseable {

    /** A turn that lasts longer writes nothing: soon the lock file does not count for the reference any more. */
    private static final Duration LONGEST_TURN = Duration.ofSeconds(LockHolder.TTL_SECONDS / 2);

    private final ControlFolder folder;
    private final ReferenceLockFile lockFile;
    /** Opened by the first write; guarded by this. */
    private @Nullable OsLock osLock;

    private boolean closed;

    RegistryLock(Path registry, ControlFolder folder) {
        this.folder = folder;
        this.lockFile = new ReferenceLockFile(registry, folder.path(), InstantSource.system());
    }

    /** What trying to get the lock led to. */
    sealed interface Attempt {

        record Taken(Held held) implements Attempt {}

        record Busy(String message) implements Attempt {}
    }

    /** Waits for the lock as long as the patience lasts. */
    Attempt take(Patience patience) throws IOException {
        OsLock os = osLock();
        if (!os.tryLock(patience)) {
            return new Attempt.Busy(busyMessage());
        }
        Held held = null;
        try {
            Optional<String> token = lockFile.tryTake();
            while (token.isEmpty() && patience.pause()) {
                token = lockFile.tryTake();
            }
            if (token.isEmpty()) {
                return new Attempt.Busy(busyMessage());
            }
            held = new Held(os, token.get());
            return new Attempt.Taken(held);
        } finally {
            if (held == null) {
                os.unlock();
            }
        }
    }

    /** Who is in the way, in the words of the reference. */
    String busyMessage() throws IOException {
        Optional<LockHolder> holder = lockFile.holder();
        return "Registry is locked by %s for %s: %s"
                .formatted(
                        holder.map(LockHolder::owner).orElse("another writer"),
                        holder.map(LockHolder::reason).orElse("registry mutation"),
                        lockFile.path());
    }

    @Override
    public void close() throws IOException {
        OsLock open;
        synchronized (this) {
            closed = true;
            open = osLock;
            osLock = null;
        }
        if (open != null) {
            open.leave();
        }
    }

    private synchronized OsLock osLock() throws IOException {
        if (closed) {
            throw new IllegalStateException("the store is closed: " + folder.path());
        }
        OsLock open = osLock;
        if (open == null) {
            open = OsLock.open(folder);
            osLock = open;
        }
        return open;
    }

    /** Not in a constant: a command that has nothing to warn of starts no logging. */
    private static Logger log() {
        return Logger.getLogger(RegistryLock.class);
    }

    /** The lock while it is ours. A crash while it is held leaves the lock file, which the next writer takes over. */
    final class Held implements AutoCloseable {

        private final OsLock os;
        private final String token;
        private final long countsUntil = System.nanoTime() + LONGEST_TURN.toNanos();

        private Held(OsLock os, String token) {
            this.os = os;
            this.token = token;
        }

        /** False when we held it for so long, or slept so deep, that somebody took it over or might do so now. */
        boolean isStillOurs() throws IOException {
            return os.isHeld() && System.nanoTime() - countsUntil < 0 && lockFile.isHeldWith(token);
        }

        /** What was written stays written, so a lock that cannot be released is only worth a warning. */
        @Override
        public void close() {
            try {
                if (!lockFile.release(token)) {
                    log().warnf("Registry lock owner mismatch; refusing to release %s", lockFile.path());
                }
            } catch (IOException failure) {
                log().warnf(failure, "The registry lock %s could not be removed", lockFile.path());
            } finally {
                unlock();
            }
        }

        private void unlock() {
            try {
                os.unlock();
            } catch (IOException failure) {
                log().warnf(failure, "The lock of %s could not be released", folder.path());
            }
        }
    }
}
