package dev.ssot.workspace.tree;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The hashes of files for as long as what the system tells of them stays the same, in memory and in a file. For any
 * number of threads; of processes that share the file each saves what it knows, and the last one wins.
 */
final class StatCache {

    /** A file may change again within one tick of its time; until the tick is over, what is told of it proves nothing. */
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(2);

    static final int MAX_FILES = 1_000_000;

    /** What hashing again costs so little that it is not worth to write the file. */
    private static final int CHEAP_FILES = 200;

    private static final long CHEAP_BYTES = 16L << 20;

    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final StatCacheFile file;
    private final ReentrantLock filing = new ReentrantLock();
    private final AtomicLong unsavedFiles = new AtomicLong();
    private final AtomicLong unsavedBytes = new AtomicLong();
    private boolean loaded;

    /** The hash of a file of which the system told this. */
    record Known(FileStat stat, String sha256) {}

    StatCache(Path file) {
        this.file = new StatCacheFile(file);
    }

    /** Reads the file before the first question. */
    void load() {
        filing.lock();
        try {
            if (!loaded) {
                file.read().forEach(known::putIfAbsent);
                loaded = true;
            }
        } finally {
            filing.unlock();
        }
    }

    Optional<String> sha256(String path, FileStat stat) {
        Known before = known.get(path);
        return before != null && before.stat().equals(stat) ? Optional.of(before.sha256()) : Optional.empty();
    }

    /**
     * Keeps a hash, unless the file changed so shortly before that it may have changed again unnoticed.
     *
     * @param beganMillis the wall clock before the file was read
     */
    void keep(String path, FileStat stat, String sha256, long beganMillis) {
        long began = TimeUnit.MILLISECONDS.toNanos(beganMillis);
        if (stat.changed() + TICK_NANOS >= began || known.size() >= MAX_FILES) {
            known.remove(path);
            return;
        }
        known.put(path, new Known(stat, sha256));
        unsavedFiles.incrementAndGet();
        unsavedBytes.addAndGet(stat.size());
    }

    /** Forgets all files but these. */
    void retain(Set<String> paths) {
        known.keySet().retainAll(paths);
    }

    /** Writes the file if so much is new that hashing it again would cost more. */
    void saveIfWorthwhile() {
        long files = unsavedFiles.get();
        if (files > CHEAP_FILES + known.size() / 100 || unsavedBytes.get() > CHEAP_BYTES) {
            filing.lock();
            try {
                unsavedFiles.set(0);
                unsavedBytes.set(0);
                file.write(Map.copyOf(known));
            } finally {
                filing.unlock();
            }
        }
    }
}
