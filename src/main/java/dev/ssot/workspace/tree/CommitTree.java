package dev.ssot.workspace.tree;

import dev.ssot.workspace.GitRepository;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;

/** What a commit holds, in the words of a worktree. A commit knows no permissions but that a file can be executed. */
public final class CommitTree {

    private CommitTree() {}

    /**
     * @param canonicalRoot the worktree or a folder in it
     * @param roots from there
     * @return empty when git does not manage the folder or does not know the commit
     */
    public static Optional<Manifest> of(GitRepository git, Path canonicalRoot, String commit, Collection<String> roots)
            throws IOException {
        Repository repository = git.jgit();
        Path worktree = git.worktree();
        if (repository == null || worktree == null || roots.isEmpty()) {
            return Optional.empty();
        }
        String inside =
                worktree.toRealPath().relativize(canonicalRoot).toString().replace('\\', '/');
        String prefix = inside.isEmpty() ? "" : inside + "/";
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(ObjectId.fromString(commit)).getTree());
            walk.setRecursive(true);
            walk.setFilter(PathFilterGroup.createFromStrings(
                    roots.stream().map(root -> prefix + root).toList()));
            List<TreeEntry> entries = new ArrayList<>();
            while (walk.next()) {
                if (walk.getFileMode() != FileMode.GITLINK) {
                    entries.add(entry(repository, walk, prefix));
                }
            }
            return Optional.of(new Manifest(Manifest.Method.GIT, "", entries));
        } catch (MissingObjectException unknown) {
            return Optional.empty();
        }
    }

    private static TreeEntry entry(Repository repository, TreeWalk walk, String prefix) throws IOException {
        FileMode mode = walk.getFileMode();
        ObjectLoader blob = repository.open(walk.getObjectId(0));
        return new TreeEntry(
                walk.getPathString().substring(prefix.length()),
                mode == FileMode.SYMLINK
                        ? TreeEntry.Mode.LINK
                        : mode == FileMode.EXECUTABLE_FILE ? TreeEntry.Mode.EXECUTABLE : TreeEntry.Mode.FILE,
                0,
                sha256(blob),
                blob.getSize());
    }

    private static String sha256(ObjectLoader blob) throws IOException {
        MessageDigest digest = Contents.digest();
        blob.copyTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        return HexFormat.of().formatHex(digest.digest());
    }
}
