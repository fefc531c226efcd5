package dev.ssot.boot;

import dev.ssot.rpc.Discovery;
import dev.ssot.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * What a daemon in the background prints, beside its announcement, and what the file before it held. A daemon appends
 * to it, so that the file can be emptied under it: neither of the two files grows for ever.
 */
final class DaemonLog {

    private static final long LARGEST = 4L << 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Path file;
    private final Path earlier;
    private final long largest;

    private DaemonLog(Path file, long largest) {
        this.file = file;
        this.earlier = file.resolveSibling(file.getFileName() + ".1");
        this.largest = largest;
    }

    static DaemonLog beside(Discovery discovery) {
        return of(discovery.file().resolveSibling("daemon.log"), LARGEST);
    }

    /** @param largest so many bytes may stand in the file before it is emptied */
    static DaemonLog of(Path file, long largest) {
        return new DaemonLog(file, largest);
    }

    Path file() {
        return file;
    }

    /** Creates the file, for its owner alone, and answers where the next daemon's lines begin. */
    long prepare() throws IOException {
        try {
            Files.createFile(file, OwnerOnly.permissions(file, "rw-------"));
        } catch (FileAlreadyExistsException usual) {
            keepBounded();
        }
        return Files.size(file);
    }

    /** Keeps what a file that is too long holds as the earlier one. A line that is printed just then may be lost. */
    void keepBounded() throws IOException {
        if (sizeOf(file) <= largest) {
            return;
        }
        Files.copy(file, earlier, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
            open.truncate(0);
        }
    }

    /** The last lines, reaching back into the earlier file. */
    List<String> last(int count) throws IOException {
        List<String> lines = lines(file, 0);
        if (lines.size() < count) {
            List<String> all = new ArrayList<>(lines(earlier, 0));
            all.addAll(lines);
            lines = all;
        }
        return tail(lines, count);
    }

    /** The last lines of those that were printed since. */
    List<String> since(long start, int count) throws IOException {
        return tail(lines(file, start), count);
    }

    /** Hands on what is printed from now on, whole lines only, until nobody wants another one. */
    void follow(Predicate<List<String>> wanted) throws IOException {
        long position = sizeOf(file);
        while (!Thread.currentThread().isInterrupted()) {
            long size = sizeOf(file);
            if (size < position) {
                position = 0; // It was emptied meanwhile.
            }
            byte[] bytes = size == position ? new byte[0] : read(file, position);
            int whole = endOfLastLine(bytes);
            if (!wanted.test(whole == 0 ? List.of() : text(bytes, whole))) {
                return;
            }
            position += whole;
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static List<String> tail(List<String> lines, int count) {
        return List.copyOf(lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    private static List<String> lines(Path file, long start) throws IOException {
        byte[] bytes = read(file, start);
        return text(bytes, bytes.length);
    }

    /** Not by a decoder that gives up: a daemon that dies may leave half a character. */
    private static List<String> text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] read(Path file, long start) throws IOException {
        try (var in = Files.newInputStream(file)) {
            in.skipNBytes(Math.min(start, sizeOf(file)));
            return in.readAllBytes();
        } catch (NoSuchFileException none) {
            return new byte[0];
        }
    }

    private static int endOfLastLine(byte[] bytes) {
        for (int end = bytes.length; end > 0; end--) {
            if (bytes[end - 1] == '\n') {
                return end;
            }
        }
        return 0;
    }

    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException none) {
            return 0;
        }
    }
}
