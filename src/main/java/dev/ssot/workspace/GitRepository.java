package dev.ssot.workspace;

import dev.ssot.workspace.tree.Contents;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.InvalidObjectIdException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What we ask of git about a repository. A folder that git does not manage answers every question with null. Opened by
 * the first question: most commands ask none, and loading the library takes as long as they do.
 */
public final class GitRepository implements AutoCloseable {

    private final Path root;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Opened opened;

    private GitRepository(Path root) {
        this.root = root;
    }

    /** The git repository that {@code root} belongs to; a worktree or submodule leads to its own. */
    public static GitRepository open(Path root) {
        return new GitRepository(root);
    }

    private record Opened(@Nullable Repository repository) {}

    /** For what reads the worktree as git would; null when git does not manage it. Nothing may be written through it. */
    public @Nullable Repository jgit() {
        return repository();
    }

    private @Nullable Repository repository() {
        Opened known = opened;
        if (known != null) {
            return known.repository();
        }
        opening.lock();
        try {
            Opened meanwhile = opened;
            Opened now = meanwhile == null ? find(root) : meanwhile;
            opened = now;
            return now.repository();
        } finally {
            opening.unlock();
        }
    }

    private static Opened find(Path root) {
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().setMustExist(true).findGitDir(root.toFile());
        File gitDir = builder.getGitDir();
        if (gitDir == null) {
            return new Opened(null);
        }
        try {
            return new Opened(builder.build());
        } catch (IOException notARepository) {
            return new Opened(null);
        }
    }

    /** The head commit in hex; null without a commit. */
    public @Nullable String head() {
        Repository repository = repository();
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

    /** Whether the first commit is the second one or came after it, and is part of the head commit now. */
    public boolean isSince(String commit, String earlier) {
        Repository repository = repository();
        if (repository == null) {
            return false;
        }
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectId stated = repository.resolve(commit + "^{commit}");
            ObjectId head = repository.resolve(Constants.HEAD);
            if (stated == null || head == null) {
                return false;
            }
            RevCommit asked = walk.parseCommit(stated);
            return walk.isMergedInto(walk.parseCommit(ObjectId.fromString(earlier)), asked)
                    && walk.isMergedInto(asked, walk.parseCommit(head));
        } catch (IOException | RevisionSyntaxException | InvalidObjectIdException unknown) {
            return false;
        }
    }

    /**
     * The SHA-256 of files of git's own that decide what runs and what is seen, by their paths: hooks, configuration
     * and the rules of what is ignored here. Empty without git.
     */
    public SortedMap<String, String> guarded() throws IOException {
        SortedMap<String, String> guarded = new TreeMap<>();
        Repository repository = repository();
        if (repository == null) {
            return guarded;
        }
        Path common = repository.getCommonDirectory().toPath();
        for (String name : List.of("config", "info/exclude", "hooks")) {
            Path start = common.resolve(name);
            if (Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
                try (Stream<Path> files = Files.walk(start)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        guarded.put(
                                ".git/" + common.relativize(file).toString().replace('\\', '/'),
                                Contents.sha256(Files.readAllBytes(file)));
                    }
                }
            }
        }
        return guarded;
    }

    /** What differs from the head commit below {@code canonicalRoot}, by paths from there. */
    public WorktreeChanges changes(Path canonicalRoot) {
        Repository repository = repository();
        return repository == null
                ? new WorktreeChanges.Unknown("%s is not in a git worktree".formatted(canonicalRoot))
                : WorktreeChanges.of(repository, canonicalRoot);
    }

    public boolean exists() {
        return repository() != null;
    }

    /** Where the files of this worktree begin; null without one. */
    public @Nullable Path worktree() {
        Repository repository = repository();
        return repository == null || repository.isBare()
                ? null
                : repository.getWorkTree().toPath();
    }

    /** The remote that the repository was cloned from, or that its owner calls so. */
    public Optional<GitOrigin> origin() {
        return Optional.ofNullable(originUrl()).map(GitOrigin::new);
    }

    /** The URL of the remote {@code origin} as configured, credentials included: for the identity only. */
    @Nullable String originUrl() {
        Repository repository = repository();
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
        Opened known = opened;
        if (known != null && known.repository() != null) {
            known.repository().close();
        }
    }
}
