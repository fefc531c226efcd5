package dev.ssot.workspace.snapshot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock of all processes on a file that is never deleted: many hold it together, or one alone. The kernel releases it
 * when a process dies. One per file in a process, because closing a second descriptor would drop the lock.
 */
final class SharedLock {

    private static final Map<Path, SharedLock> LOCKS = new ConcurrentHashMap<>();

    private final Path file;
    private final ReentrantLock guard = new ReentrantLock();
    private int holders;
    private @Nullable FileLock lock;

    private SharedLock(Path file) {
        this.file = file;
    }

    /** @param file in a folder that is there, by its canonical path */
    static SharedLock on(Path file) {
        return LOCKS.computeIfAbsent(file, SharedLock::new);
    }

    /** What is held until it is closed. */
    @FunctionalInterface
    interface Held extends AutoCloseable {

        @Override
        void close() throws IOException;
    }

    /** Waits for the one who holds it alone, which is never for long. */
    Held share() throws IOException {
        guard.lock();
        try {
            if (holders == 0) {
                lock = open().lock(0, Long.MAX_VALUE, true);
            }
            holders++;
        } finally {
            guard.unlock();
        }
        return this::leave;
    }

    /** Empty while anybody holds it. The guard stays locked, so that whoever shares it in this process waits. */
    Optional<Held> tryAlone() throws IOException {
        if (!guard.tryLock()) {
            return Optional.empty();
        }
        boolean held = false;
        try {
            if (holders == 0 && guard.getHoldCount() == 1) {
                FileChannel opened = open();
                FileLock alone = opened.tryLock();
                if (alone == null) {
                    opened.close();
                } else {
                    lock = alone;
                    held = true;
                    return Optional.of(this::leaveAlone);
                }
            }
            return Optional.empty();
        } finally {
            if (!held) {
                guard.unlock();
            }
        }
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void leave() throws IOException {
        guard.lock();
        try {
            holders--;
            if (holders == 0) {
                release();
            }
        } finally {
            guard.unlock();
        }
    }

    private void leaveAlone() throws IOException {
        try {
            release();
        } finally {
            guard.unlock();
        }
    }

    private void release() throws IOException {
        FileLock held = lock;
        lock = null;
        if (held != null) {
            held.acquiredBy().close();
        }
    }
}
