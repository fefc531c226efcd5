package dev.ssot.contract;

import dev.ssot.workspace.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes several files: all of them, or none. All new contents are durable beside their places before the first one is
 * moved in, and what was there comes back when a later one cannot be.
 */
final class FileSet {

    private final String unique = UUID.randomUUID().toString();
    private final Map<Path, AtomicFile> staged = new TreeMap<>();
    private final Map<Path, Optional<byte[]>> before = new LinkedHashMap<>();
    private final Deque<Path> madeFolders = new ArrayDeque<>();

    private FileSet() {}

    /** What came of it. */
    sealed interface Applied {

        record All() implements Applied {}

        /**
         * Everything is as it was.
         *
         * @param at the file that could not be changed
         * @param reason why, and what could not be put back, if anything
         */
        record None(Path at, String reason) implements Applied {}
    }

    /** @param changes new contents by absolute path; empty for a file that goes */
    static Applied apply(SortedMap<Path, Optional<byte[]>> changes) throws IOException {
        FileSet files = new FileSet();
        Path at = Path.of("");
        try {
            for (Map.Entry<Path, Optional<byte[]>> change : changes.entrySet()) {
                at = change.getKey();
                files.stage(at, change.getValue());
            }
            for (Path path : changes.keySet()) {
                at = path;
                files.change(path);
            }
            return new Applied.All();
        } catch (IOException failure) {
            List<String> reasons = new ArrayList<>(List.of("nothing was written, because of " + failure));
            files.undo(reasons);
            return new Applied.None(at, String.join("; ", reasons));
        } finally {
            files.discard();
        }
    }

    private void stage(Path path, Optional<byte[]> content) throws IOException {
        if (content.isPresent()) {
            makeFolder(path.getParent());
            staged.put(path, AtomicFile.stage(path, content.get(), unique, AtomicFile.Access.AS_BEFORE));
        }
    }

    private void makeFolder(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.isDirectory(folder)) {
            makeFolder(folder.getParent());
            Files.createDirectory(folder);
            madeFolders.push(folder);
        }
    }

    private void change(Path path) throws IOException {
        boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        before.put(path, there ? Optional.of(Files.readAllBytes(path)) : Optional.empty());
        AtomicFile fresh = staged.get(path);
        if (fresh != null) {
            fresh.replace();
        } else {
            Files.delete(path);
            AtomicFile.syncDirectory(path.getParent());
        }
    }

    private void undo(List<String> reasons) throws IOException {
        for (Map.Entry<Path, Optional<byte[]>> file : before.entrySet()) {
            try {
                putBack(file.getKey(), file.getValue());
            } catch (IOException lost) {
                reasons.add("%s could not be put back: %s".formatted(file.getKey(), lost));
            }
        }
        discard();
        for (Path folder : madeFolders) {
            Files.deleteIfExists(folder);
        }
    }

    private void putBack(Path path, Optional<byte[]> content) throws IOException {
        if (content.isPresent()) {
            AtomicFile.write(path, content.get(), unique + ".old", AtomicFile.Access.AS_BEFORE);
        } else {
            Files.deleteIfExists(path);
        }
    }

    private void discard() throws IOException {
        for (AtomicFile file : staged.values()) {
            file.close();
        }
    }
}
