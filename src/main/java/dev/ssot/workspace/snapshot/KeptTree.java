package dev.ssot.workspace.snapshot;

import dev.ssot.workspace.tree.Contents;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.PathText;
import dev.ssot.workspace.tree.TreeEntry;
import dev.ssot.workspace.tree.TreeEntry.Mode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A manifest whose contents are all kept, and which is kept itself.
 *
 * @param sha256 of the manifest
 * @param newBytes what was not kept before
 */
public record KeptTree(Manifest manifest, String sha256, long newBytes) {

    /** Each spends its time waiting for the disk. */
    private static final int WRITERS = 4;

    /**
     * Keeps what the manifest names. A file that was changed since is kept as it is now, and one that is gone is left
     * out.
     */
    public static KeptTree keep(Path canonicalRoot, Manifest seen, ObjectStore objects) throws IOException {
        List<TreeEntry> entries = new ArrayList<>(seen.entries().size());
        List<Future<Optional<TreeEntry>>> missing = new ArrayList<>();
        AtomicLong newBytes = new AtomicLong();
        try (ExecutorService writers =
                Executors.newFixedThreadPool(WRITERS, Thread.ofVirtual().factory())) {
            for (TreeEntry entry : seen.entries()) {
                if (entry.mode() == Mode.UNREADABLE || objects.has(entry.sha256())) {
                    entries.add(entry);
                } else {
                    missing.add(writers.submit(() -> keep(canonicalRoot, entry, objects, newBytes)));
                }
            }
            for (Future<Optional<TreeEntry>> kept : missing) {
                result(kept).ifPresent(entries::add);
            }
        }
        Manifest manifest = new Manifest(seen.method(), seen.ignoreRules(), entries);
        ObjectStore.Kept kept = objects.keep(manifest.bytes());
        objects.settle();
        return new KeptTree(manifest, kept.sha256(), newBytes.get() + (kept.isNew() ? kept.size() : 0));
    }

    private static Optional<TreeEntry> result(Future<Optional<TreeEntry>> kept) throws IOException {
        try {
            return kept.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException unreadable) {
                throw unreadable;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody interrupts a snapshot", impossible);
        }
    }

    private static Optional<TreeEntry> keep(Path root, TreeEntry entry, ObjectStore objects, AtomicLong newBytes)
            throws IOException {
        Path file = root.resolve(PathText.path(entry.path()));
        try {
            Path above = Objects.requireNonNullElse(file.getParent(), root);
            if (!above.toRealPath().equals(above)) {
                // A folder was replaced by a link; what is behind it is not of this worktree.
                return Optional.empty();
            }
            ObjectStore.Kept kept =
                    entry.mode() == Mode.LINK ? objects.keep(Contents.target(file)) : objects.keep(file);
            newBytes.addAndGet(kept.isNew() ? kept.size() : 0);
            return Optional.of(
                    new TreeEntry(entry.path(), entry.mode(), entry.permissions(), kept.sha256(), kept.size()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (FileSystemException denied) {
            return Optional.of(new TreeEntry(entry.path(), Mode.UNREADABLE, 0, "", 0));
        }
    }
}
