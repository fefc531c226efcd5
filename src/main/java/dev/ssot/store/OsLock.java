package dev.ssot.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's lock on {@code registry.oslock}, behind the mutex that orders the threads of this process. The kernel
 * releases it when the process dies, so it is never stale and the file is never deleted.
 *
 * <p>All stores of one repository in a process share one instance: POSIX drops a process's lock when the process closes
 * <em>any</em> descriptor of the file, so there must be only one.
 */
final class OsLock {

    private static final Map<Path, OsLock> OPEN = new HashMap<>();

    private final ControlFolder folder;
    private final Path key;

    /** Guards the channel and the lock; held from {@link #tryLock} to {@link #unlock}. */
    private final ReentrantLock mutex = new ReentrantLock(true);

    private @Nullable FileChannel channel;
    private @Nullable Object inode;
    private @Nullable FileLock lock;

    /** How many stores share this; changed under the monitor of {@link #OPEN}. */
    private int users;

    private OsLock(ControlFolder folder, Path key) {
        this.folder = folder;
        this.key = key;
    }

    static OsLock open(ControlFolder folder) throws IOException {
        folder.create();
        Path key = folder.path().toRealPath();
        synchronized (OPEN) {
            OsLock shared = OPEN.computeIfAbsent(key, path -> new OsLock(folder, path));
            shared.users++;
            return shared;
        }
    }

    /** False when somebody else held it to the end of our patience. */
    boolean tryLock(Patience patience) throws IOException {
        if (mutex.isHeldByCurrentThread()) {
            throw new IllegalStateException("a mutation must not write to the registry that it changes: " + key);
        }
        if (!enter(patience)) {
            return false;
        }
        boolean locked = false;
        try {
            do {
                locked = tryLockOnce();
            } while (!locked && patience.pause());
            return locked;
        } finally {
            if (!locked) {
                mutex.unlock();
            }
        }
    }

    boolean isHeld() {
        FileLock held = lock;
        return mutex.isHeldByCurrentThread() && held != null && held.isValid();
    }

    void unlock() throws IOException {
        try {
            FileLock held = lock;
            lock = null;
            if (held != null && held.isValid()) {
                held.release();
            }
        } finally {
            mutex.unlock();
        }
    }

    /** One store less; the last one closes the file. Waits for a write that is under way. */
    void leave() throws IOException {
        mutex.lock();
        try {
            // Under the monitor, so that nobody opens and locks the file between our last use and our close.
            synchronized (OPEN) {
                users--;
                if (users == 0) {
                    OPEN.remove(key, this);
                    closeChannel();
                }
            }
        } finally {
            mutex.unlock();
        }
    }

    private boolean enter(Patience patience) {
        try {
            return mutex.tryLock(patience.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean tryLockOnce() throws IOException {
        FileChannel open = channel();
        FileLock taken;
        try {
            taken = open.tryLock();
        } catch (OverlappingFileLockException ours) {
            // The same process loaded this class twice; the other one holds it.
            return false;
        }
        if (taken == null) {
            return false;
        }
        if (!Objects.equals(inode, inodeOnDisk())) {
            // Somebody deleted the folder, so others lock a newer file: this lock keeps nobody out.
            closeChannel();
            return false;
        }
        lock = taken;
        return true;
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null || !open.isOpen()) {
            if (users == 0) {
                throw new IllegalStateException("the store is closed: " + key);
            }
            folder.create();
            open = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
            inode = inodeOnDisk();
        }
        return open;
    }

    private void closeChannel() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    /** Null where files have no such key; equal to nothing when there is no file. */
    private @Nullable Object inodeOnDisk() throws IOException {
        try {
            return Files.readAttributes(file(), BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException deleted) {
            return new Object();
        }
    }

    private Path file() {
        return key.resolve("registry.oslock");
    }
}
