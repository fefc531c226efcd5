package dev.ssot.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * The lock that the Python reference knows: {@code registry.json.lock}, which exists while somebody writes. It keeps
 * the reference out; among our own processes {@link OsLock} comes first, so that at most one of a machine is here.
 */
final class ReferenceLockFile {

    private static final String REASON = "registry mutation";
    private static final int ATTEMPTS = 3;

    private final Path registry;
    private final Path file;
    private final Path drafts;
    private final InstantSource clock;

    /** @param drafts a folder of the same file system, for a lock that is not yet in its place, or no longer */
    ReferenceLockFile(Path registry, Path drafts, InstantSource clock) {
        this.registry = registry;
        this.file = registry.resolveSibling(registry.getFileName() + ".lock");
        this.drafts = drafts;
        this.clock = clock;
    }

    Path path() {
        return file;
    }

    /** Who holds the lock now, ourselves included. */
    Optional<LockHolder> holder() throws IOException {
        return LockHolder.read(file);
    }

    /** Takes the lock if it is free or stale; answers its token, or nothing when somebody else holds it. */
    Optional<String> tryTake() throws IOException {
        String token = UUID.randomUUID().toString().replace("-", "");
        byte[] content = content(token, clock.instant());
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (create(token, content)) {
                return Optional.of(token);
            }
            Optional<LockHolder> holder = holder();
            if (holder.isPresent()) {
                if (!holder.get().isStale(clock.instant())) {
                    return Optional.empty();
                }
                remove(holder.get());
            }
        }
        return Optional.empty();
    }

    boolean isHeldWith(String token) throws IOException {
        return holder().filter(holder -> holder.token().equals(token)).isPresent();
    }

    /** Removes the lock; false, and nothing is removed, when it is somebody else's by now. */
    boolean release(String token) throws IOException {
        return isHeldWith(token) && Files.deleteIfExists(file);
    }

    /**
     * A lock that is linked into its place is complete from its first moment on. Where the file system has no links, a
     * crash while it is written leaves a part of it, which counts until {@link LockHolder#TTL_SECONDS} after that.
     */
    private boolean create(String token, byte[] content) throws IOException {
        if (Files.exists(file)) {
            return false;
        }
        Path draft = draft(token);
        try {
            write(draft, content);
            return link(draft) || (!Files.exists(file) && createInPlace(content));
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** False when there is a lock already, or when the file system has no links. */
    private boolean link(Path draft) {
        try {
            Files.createLink(file, draft);
            return true;
        } catch (UnsupportedOperationException | IOException unlinkable) {
            return false;
        }
    }

    private boolean createInPlace(byte[] content) throws IOException {
        try {
            write(file, content);
            return true;
        } catch (FileAlreadyExistsException held) {
            return false;
        }
    }

    /**
     * Not synced: a power cut ends the process that the lock is for. At worst it leaves an empty lock, which counts
     * until {@link LockHolder#TTL_SECONDS} after its creation, and every write would pay for that with an fsync.
     */
    private static void write(Path path, byte[] content) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (channel) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException full) {
            // A part of a lock would keep everybody out.
            Files.deleteIfExists(path);
            throw full;
        }
    }

    /**
     * Moves the stale lock aside and looks at what was moved. Two who judged the same lock cannot both succeed: the
     * slower one finds a lock that it did not judge and puts it back. What a crash leaves aside goes with a later lock.
     */
    private void remove(LockHolder judged) throws IOException {
        Path aside = draft(UUID.randomUUID().toString());
        try {
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException gone) {
            return;
        }
        try {
            if (!LockHolder.read(aside).equals(Optional.of(judged))) {
                putBack(aside);
            }
        } finally {
            Files.deleteIfExists(aside);
        }
        sweep();
    }

    private Path draft(String unique) {
        return drafts.resolve("lock-" + unique + ".tmp");
    }

    /** Whoever died with a lock may have left a draft of one; nobody works on one for longer than a lock counts. */
    private void sweep() throws IOException {
        Instant oldest = clock.instant().minus(Duration.ofSeconds(LockHolder.TTL_SECONDS));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(drafts, "lock-*.tmp")) {
            for (Path draft : left) {
                try {
                    if (Files.getLastModifiedTime(draft).toInstant().isBefore(oldest)) {
                        Files.deleteIfExists(draft);
                    }
                } catch (NoSuchFileException gone) {
                    // Another one sweeps, or has done with it.
                }
            }
        }
    }

    /** When a third one has taken the lock meanwhile it stays; the one put aside notices before its rename. */
    private void putBack(Path aside) throws IOException {
        if (!link(aside) && !Files.exists(file)) {
            Files.move(aside, file);
        }
    }

    private byte[] content(String token, Instant now) {
        double createdAt = LockHolder.epochSeconds(now);
        ProcessIdentity self = ProcessIdentity.self();
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put("target", registry.toString().replace('\\', '/'))
                .put("owner", self.text())
                .put("pid", self.pid())
                .put("reason", REASON)
                .put("token", token)
                .put("created_at_epoch", createdAt)
                .put("expires_at_epoch", createdAt + LockHolder.TTL_SECONDS);
        return CanonicalJson.write(fields);
    }
}
