package dev.ssot.workspace;

import dev.ssot.workspace.ConfinedWrite.Obstacle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A file below a root, reached without following any link, whatever others do to the folders meanwhile. It is written
 * as a whole or not at all, and a file that is replaced may be a hard link: only this name of it changes.
 *
 * @param names of the folders on the way and, last, of the file
 */
public record ConfinedFile(Path canonicalRoot, List<String> names) {

    /** A file that could not be put back is not replaced. */
    private static final long MAX_BYTES = 16 << 20;

    private static final Set<OpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> EXISTING = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** One write after the other in this process, so that of two with the same expectation one fails. */
    private static final ReentrantLock WRITING = new ReentrantLock();

    /** Says why what is there, if anything, must not be replaced. */
    @FunctionalInterface
    public interface Expectation {

        Optional<String> objection(Optional<byte[]> present);
    }

    /** What is there. */
    public sealed interface Reading {

        record Absent() implements Reading {}

        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Found(byte[] bytes) implements Reading {}

        record Blocked(ConfinedWrite.Refused refused) implements Reading {}
    }

    public Reading read() throws IOException {
        try (HeldWay way = HeldWay.along(canonicalRoot, folders())) {
            Optional<byte[]> present = way.length() == folders().size() ? present(way) : Optional.empty();
            return present.<Reading>map(Reading.Found::new).orElseGet(Reading.Absent::new);
        } catch (HeldWay.Blocked blocked) {
            return new Reading.Blocked(blocked.refused());
        }
    }

    /** Writes the content; the folders on the way are made if need be. */
    public ConfinedWrite write(byte[] content, Expectation expectation) throws IOException {
        WRITING.lock();
        try (HeldWay way = HeldWay.along(canonicalRoot, folders())) {
            Optional<byte[]> present = way.length() == folders().size() ? present(way) : Optional.empty();
            Optional<String> objection = expectation.objection(present);
            if (objection.isPresent()) {
                return new ConfinedWrite.Unexpected(objection.get());
            }
            try {
                for (Path missing : folders().subList(way.length(), folders().size())) {
                    way.make(missing);
                }
                put(way, content, present);
                return new ConfinedWrite.Done();
            } catch (IOException failure) {
                way.removeMade();
                throw failure;
            }
        } catch (HeldWay.Blocked blocked) {
            return blocked.refused();
        } finally {
            WRITING.unlock();
        }
    }

    /** Takes back what was written, if it is still there as it was written. */
    public void remove(byte[] written) throws IOException {
        WRITING.lock();
        try (HeldWay way = HeldWay.along(canonicalRoot, folders())) {
            if (way.length() == folders().size()
                    && present(way)
                            .filter(bytes -> Arrays.equals(bytes, written))
                            .isPresent()) {
                way.end().deleteFile(name());
            }
        } catch (HeldWay.Blocked goneOrReplaced) {
            return;
        } finally {
            WRITING.unlock();
        }
    }

    /** The SHA-256 of the content in hex, as expectations state it. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private List<Path> folders() {
        return names.subList(0, names.size() - 1).stream().map(Path::of).toList();
    }

    private Path name() {
        return Path.of(names.getLast());
    }

    private Optional<byte[]> present(HeldWay way) throws IOException {
        Optional<BasicFileAttributes> found = way.find(name());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (found.get().isSymbolicLink()) {
            throw new HeldWay.Blocked(Obstacle.LINK, names.getLast());
        }
        if (!found.get().isRegularFile() || found.get().size() > MAX_BYTES) {
            throw new HeldWay.Blocked(Obstacle.NOT_A_FILE, names.getLast());
        }
        try (SeekableByteChannel channel = way.end().newByteChannel(name(), EXISTING)) {
            // No more than was there a moment ago: a file that grows meanwhile is not what is expected anyway.
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(found.get().size()));
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes);
            }
            return Optional.of(Arrays.copyOf(bytes.array(), bytes.position()));
        }
    }

    private void put(HeldWay way, byte[] content, Optional<byte[]> before) throws IOException {
        Path fresh = Path.of(HeldWay.unique());
        try {
            boolean isThere = way.find(name()).isPresent();
            stage(way, fresh, content, isThere);
            if (isThere != before.isPresent() || !way.stillLeadsHere()) {
                throw new HeldWay.Blocked(Obstacle.CHANGED, names.getLast());
            }
            way.end().move(fresh, way.end(), name());
        } catch (IOException failure) {
            discard(way, fresh);
            throw failure;
        }
        if (!way.stillLeadsHere()) {
            takeBack(way, before);
            throw new HeldWay.Blocked(Obstacle.CHANGED, names.getLast());
        }
        way.sync();
    }

    private void stage(HeldWay way, Path fresh, byte[] content, boolean replaces) throws IOException {
        try (SeekableByteChannel channel = way.end().newByteChannel(fresh, FRESH)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            if (replaces) {
                permissions(way, fresh).setPermissions(permissionsOf(way, name()));
            }
            if (channel instanceof FileChannel file) {
                file.force(true);
            }
        }
    }

    /** The folder was carried away: what was there comes back, wherever it is now. */
    private void takeBack(HeldWay way, Optional<byte[]> before) throws IOException {
        if (before.isEmpty()) {
            way.end().deleteFile(name());
            return;
        }
        Path fresh = Path.of(HeldWay.unique());
        stage(way, fresh, before.get(), true);
        way.end().move(fresh, way.end(), name());
    }

    private static void discard(HeldWay way, Path fresh) throws IOException {
        if (way.find(fresh).isPresent()) {
            way.end().deleteFile(fresh);
        }
    }

    private static Set<PosixFilePermission> permissionsOf(HeldWay way, Path name) throws IOException {
        return permissions(way, name).readAttributes().permissions();
    }

    private static PosixFileAttributeView permissions(HeldWay way, Path name) {
        return way.end().getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    }
}
