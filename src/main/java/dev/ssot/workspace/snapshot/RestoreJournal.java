package dev.ssot.workspace.snapshot;

import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.ConfinedEntry.StagedEntry;
import dev.ssot.workspace.Failpoint;
import dev.ssot.workspace.OwnerOnly;
import dev.ssot.workspace.tree.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The folder of one restore: what the paths held before, what they are to hold, and the new files. It counts from the
 * moment at which it loses the ending of its name; what has the ending was given up and touched nothing.
 */
record RestoreJournal(Path folder, Manifest before, Manifest after) {

    private static final String DRAFT = ".draft";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    static void prepare(Path restores) throws IOException {
        Optional<String> distrust = OwnerOnly.prepare(restores);
        if (distrust.isPresent()) {
            throw new IOException(distrust.get());
        }
    }

    /** A journal that nobody heeds yet. */
    static RestoreJournal draft(Path restores, Manifest before, Manifest after) throws IOException {
        Path folder = restores.resolve(UUID.randomUUID() + DRAFT);
        Files.createDirectory(folder, OwnerOnly.permissions(restores, "rwx------"));
        return new RestoreJournal(folder, before, after);
    }

    /** From here on it is known what is between when the process dies. */
    RestoreJournal announce() throws IOException {
        AtomicFile.write(folder.resolve(BEFORE), before.bytes(), "journal", AtomicFile.Access.OWNER_ONLY);
        AtomicFile.write(folder.resolve(AFTER), after.bytes(), "journal", AtomicFile.Access.OWNER_ONLY);
        AtomicFile.syncDirectory(folder);
        Failpoint.RESTORE_STAGED.pass();
        String name = folder.getFileName().toString();
        Path announced = folder.resolveSibling(name.substring(0, name.length() - DRAFT.length()));
        Files.move(folder, announced);
        AtomicFile.syncDirectory(folder.getParent());
        Failpoint.RESTORE_ANNOUNCED.pass();
        return new RestoreJournal(announced, before, after);
    }

    /** Where the new file of a step is staged. */
    StagedEntry staged(int step) {
        return new StagedEntry(folder, Path.of(Integer.toString(step)));
    }

    /** The restores that were announced and neither finished nor taken back. */
    static List<RestoreJournal> announced(Path restores) throws IOException {
        if (!Files.isDirectory(restores, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(restores)) {
            return folders.filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                    .filter(folder -> !folder.getFileName().toString().endsWith(DRAFT))
                    .sorted()
                    .map(RestoreJournal::parsed)
                    .toList();
        }
    }

    private static RestoreJournal parsed(Path folder) {
        try {
            return new RestoreJournal(
                    folder,
                    Manifest.parse(Files.readAllBytes(folder.resolve(BEFORE))),
                    Manifest.parse(Files.readAllBytes(folder.resolve(AFTER))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void removeDrafts(Path restores) throws IOException {
        try (Stream<Path> folders = Files.list(restores)) {
            for (Path folder : folders.toList()) {
                if (folder.getFileName().toString().endsWith(DRAFT)) {
                    remove(folder);
                }
            }
        }
    }

    /** Takes it back by its name first, so that half of it is never heeded. */
    void close() throws IOException {
        Path gone = folder;
        if (!folder.getFileName().toString().endsWith(DRAFT)) {
            gone = folder.resolveSibling(folder.getFileName() + DRAFT);
            Files.move(folder, gone);
            AtomicFile.syncDirectory(folder.getParent());
        }
        remove(gone);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
