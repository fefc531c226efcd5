package dev.ssot.store;

import dev.ssot.workspace.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What a repository looks like to the next process when this one is killed at a place of a write: all files as they
 * are, half-written ones among them.
 *
 * @param acknowledged the steps that had been answered by then
 * @param inFlight the step that had not
 */
record CrashImage(Path root, Failpoint place, List<String> acknowledged, String inFlight) {

    static CrashImage take(Path from, Path to, Failpoint place, List<String> acknowledged, String inFlight) {
        try {
            copy(from, to);
            Path lock = to.resolve(".ssot/registry.json.lock");
            if (Files.exists(lock)) {
                // Its holder is this process, which is as good as dead to the image.
                LockFile.write(lock, LockFile.DEAD.text(), Duration.ofHours(1));
            }
            return new CrashImage(to, place, List.copyOf(acknowledged), inFlight);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same, killed within the last commit: only a part of it has reached the log. */
    static CrashImage torn(CrashImage committed, Path to, long logBefore, Random random) {
        CrashImage image =
                take(committed.root(), to, committed.place(), committed.acknowledged(), committed.inFlight());
        long logAfter = log(committed.root());
        try (FileChannel file = FileChannel.open(logOf(to), StandardOpenOption.WRITE)) {
            file.truncate(random.nextLong(logBefore, logAfter));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return image;
    }

    /** How long the database's log is. */
    static long log(Path root) {
        try {
            return Files.exists(logOf(root)) ? Files.size(logOf(root)) : 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path logOf(Path root) {
        return root.resolve(".ssot/control/state.sqlite-wal");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(file));
                }
            }
        }
    }
}
