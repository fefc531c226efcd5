package dev.ssot.workspace.snapshot;

import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.ConfinedEntry;
import dev.ssot.workspace.ConfinedEntry.StagedEntry;
import dev.ssot.workspace.ConfinedWrite;
import dev.ssot.workspace.Failpoint;
import dev.ssot.workspace.OwnerOnly;
import dev.ssot.workspace.tree.Contents;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.PathChange;
import dev.ssot.workspace.tree.PathText;
import dev.ssot.workspace.tree.TreeEntry;
import dev.ssot.workspace.tree.TreeEntry.Mode;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What becomes of one path.
 *
 * @param from what is there; empty for nothing
 * @param to what is to be there; empty for nothing
 * @param staged where {@code to} is made ready
 */
record RestoreStep(String path, Optional<TreeEntry> from, Optional<TreeEntry> to, StagedEntry staged) {

    /** From one manifest to another: first what goes, so that files make room for folders and folders for files. */
    static List<RestoreStep> between(Manifest from, Manifest to, RestoreJournal journal) {
        List<RestoreStep> steps = new ArrayList<>();
        for (PathChange change : Manifest.diff(from, to)) {
            steps.add(new RestoreStep(
                    change.path(), from.entry(change.path()), to.entry(change.path()), journal.staged(steps.size())));
        }
        steps.sort(inOrder());
        return steps;
    }

    /** What goes comes before what comes, and in a folder before the folder. */
    static Comparator<RestoreStep> inOrder() {
        Comparator<RestoreStep> byPath = Comparator.comparing(RestoreStep::path);
        return Comparator.comparing((RestoreStep step) -> step.to().isPresent())
                .thenComparing((a, b) -> a.to().isPresent() ? byPath.compare(a, b) : byPath.compare(b, a));
    }

    RestoreStep back(RestoreJournal journal, int number) {
        return new RestoreStep(path, to, from, journal.staged(number));
    }

    Path relative() {
        return PathText.path(path);
    }

    boolean isThere(Path root, Optional<TreeEntry> state) throws IOException {
        return Contents.entry(root, path).equals(state);
    }

    /** Makes the new file ready, durable and with its mode. */
    void stage(ObjectStore objects) throws IOException {
        Path ready = staged.path();
        Files.deleteIfExists(ready);
        if (to.isEmpty()) {
            return;
        }
        TreeEntry entry = to.get();
        if (entry.mode() == Mode.LINK) {
            Files.createSymbolicLink(ready, PathText.path(objects.read(entry.sha256())));
            return;
        }
        try (FileChannel channel = FileChannel.open(
                ready,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnly.permissions(ready, "rw-------"))) {
            objects.copy(entry.sha256(), Channels.newOutputStream(channel));
            if (ready.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(ready, permissions(entry.permissions()));
            }
            channel.force(true);
        }
    }

    private static Set<PosixFilePermission> permissions(int bits) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            // They are declared from the owner's reading, which is the highest bit, down to the others' execution.
            if ((bits & 0400 >> permission.ordinal()) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    /** Brings the path into its new state, if it still is in the old one. */
    ConfinedWrite swap(Path root) throws IOException {
        ConfinedEntry place = new ConfinedEntry(root, relative());
        ConfinedWrite done =
                to.isPresent() ? place.put(staged, () -> isThere(root, from)) : place.remove(() -> isThere(root, from));
        Failpoint.RESTORE_SWAPPED.pass();
        return done;
    }

    /** Makes the names in the folders of these paths durable, as far as the folders are still there. */
    static void settle(Path root, List<RestoreStep> steps) throws IOException {
        Set<Path> folders = new TreeSet<>();
        for (RestoreStep step : steps) {
            for (Path folder = step.relative().getParent(); folder != null; folder = folder.getParent()) {
                folders.add(folder);
            }
        }
        AtomicFile.syncDirectory(root);
        for (Path folder : folders) {
            if (Files.isDirectory(root.resolve(folder), LinkOption.NOFOLLOW_LINKS)) {
                AtomicFile.syncDirectory(root.resolve(folder));
            }
        }
    }
}
