package dev.ssot.workspace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.Status;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** What a worktree holds that the head commit does not, staged or not: what {@code git status} would tell, complete. */
public sealed interface WorktreeChanges {

    /**
     * @param paths changed, new, deleted and conflicting ones, both sides of a rename among them
     * @param renames files that are gone here and, much the same, new there
     */
    record Found(SequencedSet<String> paths, List<Rename> renames) implements WorktreeChanges {}

    /** Nobody can tell, and why. */
    record Unknown(String reason) implements WorktreeChanges {}

    /** A file that was moved. */
    record Rename(String from, String to) {}

    /** @param canonicalRoot the worktree or a folder in it */
    static WorktreeChanges of(Repository repository, Path canonicalRoot) {
        if (repository.isBare()) {
            return new Unknown(repository.getDirectory() + " has no worktree");
        }
        try (Git git = Git.wrap(repository)) {
            String prefix = prefix(repository, canonicalRoot);
            Status status = git.status().call();
            SequencedSet<String> paths = new TreeSet<>();
            for (Set<String> some : List.of(
                    status.getAdded(),
                    status.getChanged(),
                    status.getRemoved(),
                    status.getMissing(),
                    status.getModified(),
                    status.getUntracked(),
                    status.getConflicting())) {
                some.forEach(path -> below(prefix, path).ifPresent(paths::add));
            }
            List<Rename> renames = new ArrayList<>();
            for (DiffEntry renamed : renames(repository, status)) {
                Optional<String> from = below(prefix, renamed.getOldPath());
                Optional<String> to = below(prefix, renamed.getNewPath());
                if (from.isPresent() && to.isPresent()) {
                    renames.add(new Rename(from.get(), to.get()));
                }
            }
            return new Found(paths, List.copyOf(renames));
        } catch (IOException | GitAPIException unreadable) {
            return new Unknown("git cannot be read: " + unreadable.getMessage());
        }
    }

    /** Looks for them among what is gone and what is new only, so that nothing else is read. */
    private static List<DiffEntry> renames(Repository repository, Status status) throws IOException {
        Set<String> gone = new TreeSet<>(status.getRemoved());
        gone.addAll(status.getMissing());
        Set<String> fresh = new TreeSet<>(status.getAdded());
        fresh.addAll(status.getUntracked());
        if (gone.isEmpty() || fresh.isEmpty()) {
            return List.of();
        }
        Set<String> looked = new TreeSet<>(gone);
        looked.addAll(fresh);
        try (DiffFormatter differences = new DiffFormatter(DisabledOutputStream.INSTANCE);
                ObjectReader reader = repository.newObjectReader()) {
            differences.setRepository(repository);
            differences.setDetectRenames(true);
            differences.setPathFilter(PathFilterGroup.createFromStrings(looked));
            ObjectId head = repository.resolve(Constants.HEAD + "^{tree}");
            return differences
                    .scan(
                            head == null ? new EmptyTreeIterator() : new CanonicalTreeParser(null, reader, head),
                            new FileTreeIterator(repository))
                    .stream()
                    .filter(entry -> entry.getChangeType() == DiffEntry.ChangeType.RENAME)
                    .toList();
        }
    }

    private static String prefix(Repository repository, Path root) throws IOException {
        Path inside = repository.getWorkTree().toPath().toRealPath().relativize(root);
        String slashed = inside.toString().replace('\\', '/');
        return slashed.isEmpty() ? "" : slashed + "/";
    }

    private static Optional<String> below(String prefix, String path) {
        return path.startsWith(prefix) ? Optional.of(path.substring(prefix.length())) : Optional.empty();
    }
}
