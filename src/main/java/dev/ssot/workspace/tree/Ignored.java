package dev.ssot.workspace.tree;

import dev.ssot.workspace.GitRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** What git leaves out of one capture: what its rules ignore and its index does not hold. */
final class Ignored {

    private final Repository repository;
    private final String prefix;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable DirCache index;

    private Ignored(Repository repository, String prefix) {
        this.repository = repository;
        this.prefix = prefix;
    }

    /** Null when git does not manage the folder. */
    static @Nullable Ignored in(Path canonicalRoot, GitRepository git) throws IOException {
        Repository repository = git.jgit();
        if (repository == null || repository.isBare()) {
            return null;
        }
        Path top = repository.getWorkTree().toPath().toRealPath();
        String inside = PathText.of(top.relativize(canonicalRoot));
        return new Ignored(repository, inside.isEmpty() ? "" : inside + "/");
    }

    /** The path of the root in git's worktree, with a slash at the end; empty when it is the same. */
    String prefix() {
        return prefix;
    }

    /** The rules that hold in the root. */
    IgnoreRules rules() throws IOException {
        Path folder = repository.getWorkTree().toPath();
        IgnoreRules rules = IgnoreRules.of(repository).in(folder, "");
        for (int end = prefix.indexOf('/'); end >= 0; end = prefix.indexOf('/', end + 1)) {
            String way = prefix.substring(0, end + 1);
            rules = rules.in(folder.resolve(PathText.path(way)), way);
        }
        return rules;
    }

    /** Whether the index holds the file, or one below the folder. */
    boolean isTracked(String gitPath, boolean folder) {
        DirCache entries = index();
        int found = entries.findEntry(folder ? gitPath + "/" : gitPath);
        if (!folder || found >= 0) {
            return found >= 0;
        }
        int next = -found - 1;
        return next < entries.getEntryCount()
                && entries.getEntry(next).getPathString().startsWith(gitPath + "/");
    }

    /** Most worktrees are captured without it: only what the rules ignore is looked up. */
    private DirCache index() {
        DirCache known = index;
        if (known != null) {
            return known;
        }
        reading.lock();
        try {
            DirCache meanwhile = index;
            DirCache now = meanwhile == null ? repository.readDirCache() : meanwhile;
            index = now;
            return now;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } finally {
            reading.unlock();
        }
    }
}
