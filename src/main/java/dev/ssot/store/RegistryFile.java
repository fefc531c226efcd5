package dev.ssot.store;

import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.workspace.FileStamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code registry.json} and the last snapshot that was read from it. The snapshot counts only while the file
 * has the same stamp; any thread may replace it, and a stale one costs a reading, never a wrong answer. Threads that
 * find the file changed read it once between them, so that a large registry is not in memory once for each.
 */
final class RegistryFile {

    private static final long MAX_BYTES = 1L << 30;
    private static final int ATTEMPTS = 20;

    private final Path root;
    private final Path path;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile @Nullable Loaded last;

    RegistryFile(Path root) {
        this.root = root;
        this.path = root.resolve(Registry.PATH);
    }

    /**
     * A reading and the state of the file that it is of.
     *
     * @param stamp null when there is no file to have one
     */
    record Loaded(@Nullable FileStamp stamp, Reading reading) {}

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    Reading read() {
        return load().reading();
    }

    /** Reads the file if it is not the one that was read last. */
    Loaded load() {
        Loaded known = last;
        if (known != null && FileStamp.orAbsent(path).equals(known.stamp())) {
            return known;
        }
        loading.lock();
        try {
            return loadAlone();
        } finally {
            loading.unlock();
        }
    }

    private Loaded loadAlone() {
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                FileStamp before = FileStamp.of(path);
                Loaded known = last;
                if (known != null && before.equals(known.stamp())) {
                    return known;
                }
                if (before.size() > MAX_BYTES) {
                    return unreadable("it has %d bytes, and %d is the maximum".formatted(before.size(), MAX_BYTES));
                }
                byte[] bytes = bytes(before.size());
                // Otherwise it was replaced or is being written, and the bytes belong to no state of the file.
                if (before.equals(FileStamp.of(path))) {
                    Loaded fresh = new Loaded(before, open(bytes));
                    last = fresh;
                    return fresh;
                }
            }
            return unreadable("it changes faster than it can be read; repeat the call");
        } catch (NoSuchFileException missing) {
            return new Loaded(null, missing());
        } catch (IOException failure) {
            return unreadable(Failure.reason(failure));
        }
    }

    /** What reading a file that is not there leads to. */
    Reading.Unreadable missing() {
        return new Reading.Unreadable(
                "There is no registry at %s. Run `ssot init %s` to create one.".formatted(path, root));
    }

    /** Whether the file on disk is still the one with that stamp. */
    boolean isStill(@Nullable FileStamp stamp) throws IOException {
        try {
            return FileStamp.of(path).equals(stamp);
        } catch (NoSuchFileException missing) {
            return false;
        }
    }

    /** Whether that snapshot is the last one read or written here, and the file is still the one. */
    boolean isLatest(Registry registry) {
        Loaded known = last;
        return known != null
                && known.reading() instanceof Reading.Read(Registry held)
                && held == registry
                && FileStamp.orAbsent(path).equals(known.stamp());
    }

    /** Keeps what was just written, so that it need not be read. */
    void remember(FileStamp stamp, Registry registry) {
        last = new Loaded(stamp, new Reading.Read(registry));
    }

    private Reading open(byte[] bytes) {
        return switch (Registry.open(bytes, path.toString(), root.toString())) {
            case Registry.Opening.Opened(Registry registry) -> new Reading.Read(registry);
            case Registry.Opening.Refused(String message) -> new Reading.Unreadable(message);
        };
    }

    private byte[] bytes(long size) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes((int) size + 1);
        }
    }

    private Loaded unreadable(String reason) {
        return new Loaded(null, new Reading.Unreadable("The registry %s cannot be read: %s".formatted(path, reason)));
    }
}
