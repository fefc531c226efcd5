package dev.ssot.workspace;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** What we ask of git about a repository. A folder that git does not manage answers every question with null. */
public final class GitRepository implements AutoCloseable {

    private final @Nullable Repository repository;

    private GitRepository(@Nullable Repository repository) {
        this.repository = repository;
    }

    /** Opens the git repository that {@code root} belongs to; a worktree or submodule leads to its own. */
    public static GitRepository open(Path root) {
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().setMustExist(true).findGitDir(root.toFile());
        File gitDir = builder.getGitDir();
        if (gitDir == null) {
            return new GitRepository(null);
        }
        try {
            return new GitRepository(builder.build());
        } catch (IOException notARepository) {
            return new GitRepository(null);
        }
    }

    /** The head commit in hex; null without a commit. */
    public @Nullable String head() {
        if (repository == null) {
            return null;
        }
        try {
            ObjectId head = repository.resolve(Constants.HEAD);
            return head == null ? null : head.getName();
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** What differs from the head commit below {@code canonicalRoot}, by paths from there. */
    public WorktreeChanges changes(Path canonicalRoot) {
        return repository == null
                ? new WorktreeChanges.Unknown("%s is not in a git worktree".formatted(canonicalRoot))
                : WorktreeChanges.of(repository, canonicalRoot);
    }

    /** The URL of the remote {@code origin} as configured, credentials included: for the identity only. */
    @Nullable String originUrl() {
        return repository == null
                ? null
                : repository
                        .getConfig()
                        .getString(
                                ConfigConstants.CONFIG_REMOTE_SECTION,
                                Constants.DEFAULT_REMOTE_NAME,
                                ConfigConstants.CONFIG_KEY_URL);
    }

    @Override
    public void close() {
        if (repository != null) {
            repository.close();
        }
    }
}
