package dev.ssot.workspace.tree;

import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.tree.TreeEntry.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** What the head commit holds. */
public final class HeadTree {

    private final Path root;
    private final @Nullable Repository repository;
    private final @Nullable ObjectId tree;
    private final String prefix;

    private HeadTree(Path root, @Nullable Repository repository, @Nullable ObjectId tree, String prefix) {
        this.root = root;
        this.repository = repository;
        this.tree = tree;
        this.prefix = prefix;
    }

    public static HeadTree of(Path canonicalRoot, GitRepository git) throws IOException {
        Repository repository = git.jgit();
        Ignored inside = Ignored.in(canonicalRoot, git);
        if (repository == null || inside == null) {
            return new HeadTree(canonicalRoot, null, null, "");
        }
        return new HeadTree(canonicalRoot, repository, repository.resolve(Constants.HEAD + "^{tree}"), inside.prefix());
    }

    /** Whether the commit holds the very bytes of the file, which git can bring back. */
    public boolean holds(TreeEntry entry) throws IOException {
        if (repository == null || tree == null || entry.mode() == Mode.LINK || entry.mode() == Mode.UNREADABLE) {
            return false;
        }
        try (TreeWalk found = TreeWalk.forPath(repository, prefix + entry.path(), tree)) {
            FileMode mode = entry.mode() == Mode.EXECUTABLE ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
            return found != null
                    && found.getFileMode(0).equals(mode)
                    && found.getObjectId(0).equals(blob(root.resolve(PathText.path(entry.path())), entry.size()));
        }
    }

    private static ObjectId blob(Path file, long size) throws IOException {
        try (ObjectInserter.Formatter ids = new ObjectInserter.Formatter();
                InputStream content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return ids.idFor(Constants.OBJ_BLOB, size, content);
        }
    }
}
