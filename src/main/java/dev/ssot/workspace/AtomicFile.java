package dev.ssot.workspace;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The next content of a file, durable beside it and not yet in its place. A reader sees the old file or the new one and
 * never a part; a crash leaves the old file and at most {@link #temporaryOf the temporary one}.
 */
public final class AtomicFile implements AutoCloseable {

    /** Who may read the new file. */
    public enum Access {
        /** The same as the old file; what the process gives to new files when there is none. */
        AS_BEFORE,
        OWNER_ONLY
    }

    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final int RENAMES = 5;
    private static final long PAUSE_NANOS = 50_000_000;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path target;
    private final Path temporary;

    private AtomicFile(Path target, Path temporary) {
        this.target = target;
        this.temporary = temporary;
    }

    /** Replaces the target's content at once. */
    public static void write(Path target, byte[] content, String unique, Access access) throws IOException {
        try (AtomicFile staged = stage(target, content, unique, access)) {
            staged.replace();
        }
    }

    /**
     * Writes the content to a temporary file in the target's directory and makes it durable. Its time of modification
     * is later than the target's, so that who compares times notices every replacement, however quick.
     *
     * @param unique a text that no other writer of the target uses now
     */
    public static AtomicFile stage(Path target, byte[] content, String unique, Access access) throws IOException {
        AtomicFile staged = new AtomicFile(target, temporaryOf(target, unique));
        try {
            staged.fill(content, access);
            return staged;
        } catch (IOException | RuntimeException failure) {
            try {
                staged.close();
            } catch (IOException leftover) {
                failure.addSuppressed(leftover);
            }
            throw failure;
        }
    }

    /** Where {@link #stage} puts the content: {@code .{name}.{unique}.tmp} beside the target. */
    public static Path temporaryOf(Path target, String unique) {
        return target.resolveSibling(".%s.%s.tmp".formatted(target.getFileName(), unique));
    }

    /** The temporary file; the target will have its file key, size and time of modification. */
    public Path temporary() {
        return temporary;
    }

    /**
     * Puts the new content in the target's place and makes that durable. When this fails, the target is the old file,
     * or, if only the last step failed, the new one without a promise to survive a power loss.
     */
    public void replace() throws IOException {
        moveInto(target, temporary);
        syncDirectory(target.toAbsolutePath().getParent());
    }

    /** Removes the temporary file, which is no longer there when the target was replaced. */
    @Override
    public void close() throws IOException {
        discard(temporary);
    }

    /**
     * Puts a temporary file in the target's place; {@link #syncDirectory} makes that durable. On Windows a reader or a
     * virus scanner that has the target open makes the rename fail for a moment.
     */
    public static void moveInto(Path target, Path temporary) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                Failpoint.FILE_MOVED.pass();
                return;
            } catch (AtomicMoveNotSupportedException never) {
                throw never;
            } catch (FileSystemException busy) {
                if (!WINDOWS) {
                    throw busy;
                }
                if (attempt == RENAMES) {
                    throw new IOException(
                            "atomic replace failed for %s after %d attempts: %s"
                                    .formatted(target, RENAMES, busy.getReason()),
                            busy);
                }
                LockSupport.parkNanos(PAUSE_NANOS * attempt);
            }
        }
    }

    /** Removes a temporary file. What is no file was never made by us and stays. */
    public static void discard(Path temporary) throws IOException {
        if (Files.isRegularFile(temporary, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(temporary);
        }
    }

    /** Makes the names in the directory durable, where the system can. */
    public static void syncDirectory(@Nullable Path directory) throws IOException {
        if (WINDOWS || directory == null) {
            return;
        }
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private void fill(byte[] content, Access access) throws IOException {
        BasicFileAttributes old = attributesOf(target);
        Set<PosixFilePermission> permissions = permissions(access, old != null);
        boolean restricted = !permissions.isEmpty();
        // Nobody else may look into it before it has the permissions of the file that it stands for.
        FileAttribute<?>[] owner = restricted
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(temporary, fresh, owner)) {
            int half = content.length / 2;
            write(channel, ByteBuffer.wrap(content, 0, half));
            Failpoint.FILE_HALF_WRITTEN.pass();
            write(channel, ByteBuffer.wrap(content, half, content.length - half));
            Failpoint.FILE_WRITTEN.pass();
            if (restricted) {
                Files.setPosixFilePermissions(temporary, permissions);
            }
            channel.force(true);
        }
        if (old != null) {
            modifyAfter(old.lastModifiedTime());
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The kernel's clock for files stands still for milliseconds, and a clock may be set back. */
    private void modifyAfter(FileTime old) throws IOException {
        if (Files.getLastModifiedTime(temporary).compareTo(old) <= 0) {
            Files.setLastModifiedTime(temporary, FileTime.from(old.toInstant().plus(1, ChronoUnit.MICROS)));
        }
    }

    /** Empty where the file system has none, or when the defaults will do. */
    private Set<PosixFilePermission> permissions(Access access, boolean exists) throws IOException {
        if (!target.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return Set.of();
        }
        return switch (access) {
            case OWNER_ONLY -> OWNER;
            case AS_BEFORE -> exists ? Files.getPosixFilePermissions(target) : Set.of();
        };
    }

    private static @Nullable BasicFileAttributes attributesOf(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException absent) {
            return null;
        }
    }
}
