package dev.ssot.workspace.tree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RecursiveAction;
import org.jspecify.annotations.Nullable;

/** One walk over a worktree. Folders are looked at by several threads; what vanishes meanwhile is not there. */
final class WorktreeWalk {

    private final StatCache cache;
    private final @Nullable Ignored ignored;
    private final Queue<TreeEntry> found = new ConcurrentLinkedQueue<>();

    /** @param ignored null when nothing but our own files is left out */
    WorktreeWalk(StatCache cache, @Nullable Ignored ignored) {
        this.cache = cache;
        this.ignored = ignored;
    }

    /**
     * Something in the worktree that is to be looked at.
     *
     * @param rules those of the folder around it; null without git
     * @param leftOut whether it is inside a folder that git ignores, where only what is tracked counts
     */
    record Spot(Path file, String path, @Nullable IgnoreRules rules, boolean leftOut) {}

    /** In no order. */
    List<TreeEntry> found() {
        return List.copyOf(found);
    }

    /** Looks at the spot and at everything below it. */
    final class Look extends RecursiveAction {

        private static final long serialVersionUID = 1L;

        private final transient Spot spot;

        Look(Spot spot) {
            this.spot = spot;
        }

        @Override
        protected void compute() {
            try {
                List<Look> below = new ArrayList<>();
                for (Spot folder : visit(spot)) {
                    below.add(new Look(folder));
                }
                invokeAll(below);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Adds a file to what was found, or the files of a folder; answers the folders in it. */
    private List<Spot> visit(Spot spot) throws IOException {
        FileStat stat = stat(spot);
        if (stat == null || stat.isSpecial()) {
            return List.of();
        }
        if (!stat.isFolder()) {
            add(spot, stat);
            return List.of();
        }
        List<Spot> folders = new ArrayList<>();
        for (Spot child : children(spot)) {
            FileStat of = stat(child);
            if (of == null || of.isSpecial()) {
                continue;
            }
            Spot counted = counted(child, of.isFolder());
            if (counted != null && of.isFolder()) {
                folders.add(counted);
            } else if (counted != null) {
                add(counted, of);
            }
        }
        return folders;
    }

    private List<Spot> children(Spot spot) throws IOException {
        IgnoreRules rules = rulesIn(spot);
        List<Spot> children = new ArrayList<>();
        try (DirectoryStream<Path> names = Files.newDirectoryStream(spot.file())) {
            for (Path child : names) {
                String name = PathText.of(child.getFileName());
                String path = spot.path().isEmpty() ? name : spot.path() + "/" + name;
                if (!OwnFiles.includes(path, name)) {
                    children.add(new Spot(child, path, rules, spot.leftOut()));
                }
            }
        } catch (AccessDeniedException denied) {
            found.add(TreeEntry.unreadable(spot.path()));
        } catch (NoSuchFileException | NotDirectoryException goneMeanwhile) {
            return List.of();
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        return children;
    }

    /** From a folder on to something in it, whether it is there or not; null when git leaves it out. */
    @Nullable Spot step(Spot folder, Path file, String path) throws IOException {
        Spot child = new Spot(file, path, rulesIn(folder), folder.leftOut());
        return counted(child, Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** Null when git leaves it out. */
    private @Nullable Spot counted(Spot spot, boolean folder) {
        if (ignored == null || spot.rules() == null) {
            return spot;
        }
        String gitPath = gitPath(spot.path());
        if (!spot.leftOut() && !spot.rules().ignores(gitPath, folder)) {
            return spot;
        }
        return ignored.isTracked(gitPath, folder) ? new Spot(spot.file(), spot.path(), spot.rules(), true) : null;
    }

    private @Nullable IgnoreRules rulesIn(Spot folder) throws IOException {
        IgnoreRules around = folder.rules();
        if (around == null || folder.path().isEmpty()) {
            // Those of the root are where the walk begins.
            return around;
        }
        return around.in(folder.file(), gitPath(folder.path()) + "/");
    }

    private String gitPath(String path) {
        return ignored == null ? path : ignored.prefix() + path;
    }

    private @Nullable FileStat stat(Spot spot) throws IOException {
        try {
            return FileStat.of(spot.file());
        } catch (NoSuchFileException vanished) {
            return null;
        } catch (AccessDeniedException denied) {
            found.add(TreeEntry.unreadable(spot.path()));
            return null;
        }
    }

    private void add(Spot spot, FileStat stat) throws IOException {
        Optional<String> known = cache.sha256(spot.path(), stat);
        if (known.isPresent()) {
            found.add(stat.entry(spot.path(), known.get()));
        } else {
            read(spot, stat);
        }
    }

    /** What a file held that changes while it is read is hashed as it was read, and read again the next time. */
    private void read(Spot spot, FileStat stat) throws IOException {
        long began = System.currentTimeMillis();
        try {
            String sha256 =
                    stat.isLink() ? Contents.sha256(Contents.target(spot.file())) : Contents.sha256(spot.file());
            FileStat after = FileStat.of(spot.file());
            if (after.equals(stat)) {
                cache.keep(spot.path(), stat, sha256, began);
            }
            found.add(after.entry(spot.path(), sha256));
        } catch (NoSuchFileException vanished) {
            return;
        } catch (FileSystemException denied) {
            found.add(TreeEntry.unreadable(spot.path()));
        }
    }
}
