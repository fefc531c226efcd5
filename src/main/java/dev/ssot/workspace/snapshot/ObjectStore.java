package dev.ssot.workspace.snapshot;

import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.Failpoint;
import dev.ssot.workspace.OwnerOnly;
import dev.ssot.workspace.tree.Contents;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Contents under their SHA-256, each once, for the owner only. A content is staged, made durable and then renamed, so
 * that whatever is found is whole. It is never changed, and only {@link #removeAllBut} takes it away.
 */
public final class ObjectStore {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int FOLDER_DIGITS = 2;

    private final Path folder;
    private final Set<Path> unsettled = ConcurrentHashMap.newKeySet();
    private final ReentrantLock settling = new ReentrantLock();

    /** @param control {@code .ssot/control}, which need not be there before something is kept */
    public ObjectStore(Path control) {
        this.folder = control.resolve("objects");
    }

    /** A content that is kept. */
    public record Kept(String sha256, long size, boolean isNew) {}

    /** Keeps others from removing contents. Whoever lets something refer to a content does so while holding this. */
    public Use use() throws IOException {
        prepare();
        return lock().share()::close;
    }

    /** Contents stay while it is open. */
    @FunctionalInterface
    public interface Use extends AutoCloseable {

        @Override
        void close() throws IOException;
    }

    /** Empty while somebody uses the store. */
    Optional<SharedLock.Held> tryAlone() throws IOException {
        prepare();
        return lock().tryAlone();
    }

    private SharedLock lock() {
        return SharedLock.on(folder.resolve("lock"));
    }

    private void prepare() throws IOException {
        for (Path part : new Path[] {folder, staging()}) {
            Optional<String> distrust = OwnerOnly.prepare(part);
            if (distrust.isPresent()) {
                throw new IOException(distrust.get());
            }
        }
    }

    public boolean has(String sha256) {
        return Files.isRegularFile(place(sha256), LinkOption.NOFOLLOW_LINKS);
    }

    public Kept keep(byte[] content) throws IOException {
        String sha256 = Contents.sha256(content);
        if (has(sha256)) {
            return new Kept(sha256, content.length, false);
        }
        return keep(out -> {
            out.write(content);
            return sha256;
        });
    }

    /** Keeps what a file that is no link holds now. */
    public Kept keep(Path file) throws IOException {
        return keep(out -> Contents.copy(file, out));
    }

    /** Writes a content and answers its hash. */
    @FunctionalInterface
    private interface Source {
        String into(OutputStream out) throws IOException;
    }

    private Kept keep(Source source) throws IOException {
        Path staged = staging().resolve(UUID.randomUUID().toString());
        try {
            String sha256;
            long size;
            try (FileChannel channel = FileChannel.open(
                    staged,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    OwnerOnly.permissions(folder, "rw-------"))) {
                sha256 = source.into(Channels.newOutputStream(channel));
                size = channel.size();
                channel.force(true);
            }
            Failpoint.OBJECT_STAGED.pass();
            boolean isNew = !has(sha256);
            if (isNew) {
                Path shard = shard(sha256);
                makeFolder(shard);
                AtomicFile.moveInto(place(sha256), staged);
                unsettled.add(shard);
            }
            return new Kept(sha256, size, isNew);
        } finally {
            Files.deleteIfExists(staged);
        }
    }

    /** Makes the names of what was kept durable; before this nothing may refer to it. */
    public void settle() throws IOException {
        settling.lock();
        try {
            for (Path shard : Set.copyOf(unsettled)) {
                AtomicFile.syncDirectory(shard);
                unsettled.remove(shard);
            }
        } finally {
            settling.unlock();
        }
        Failpoint.OBJECTS_KEPT.pass();
    }

    private void makeFolder(Path shard) throws IOException {
        if (!Files.isDirectory(shard)) {
            try {
                Files.createDirectory(shard, OwnerOnly.permissions(folder, "rwx------"));
                AtomicFile.syncDirectory(folder);
            } catch (FileAlreadyExistsException another) {
                return;
            }
        }
    }

    /** A small content, whole and unchanged. */
    public byte[] read(String sha256) throws IOException {
        byte[] content = Files.readAllBytes(place(sha256));
        if (!Contents.sha256(content).equals(sha256)) {
            throw new DamagedException(sha256);
        }
        return content;
    }

    /** Copies a content; what was copied counts only if this answers. */
    public void copy(String sha256, OutputStream to) throws IOException {
        if (!Contents.copy(place(sha256), to).equals(sha256)) {
            throw new DamagedException(sha256);
        }
    }

    /** Something else stands where a content was kept. */
    public static final class DamagedException extends IOException {

        private static final long serialVersionUID = 1L;

        DamagedException(String sha256) {
            super("the kept content %s was changed".formatted(sha256));
        }
    }

    /** Takes away what is not named, and what dead writers staged. Only for who holds the store {@link #tryAlone}. */
    void removeAllBut(Set<String> needed) throws IOException {
        try (Stream<Path> staged = Files.list(staging())) {
            for (Path file : staged.toList()) {
                Files.deleteIfExists(file);
            }
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            for (Path file : files.toList()) {
                String sha256 = folder.relativize(file).toString().replace(File.separator, "");
                if (HASH.matcher(sha256).matches() && !needed.contains(sha256)) {
                    Files.deleteIfExists(file);
                    Failpoint.OBJECT_REMOVED.pass();
                }
            }
        }
    }

    private Path staging() {
        return folder.resolve("staging");
    }

    private Path place(String sha256) {
        if (!HASH.matcher(sha256).matches()) {
            throw new IllegalArgumentException("no SHA-256: " + sha256);
        }
        return shard(sha256).resolve(sha256.substring(FOLDER_DIGITS));
    }

    private Path shard(String sha256) {
        return folder.resolve(sha256.substring(0, FOLDER_DIGITS));
    }
}
