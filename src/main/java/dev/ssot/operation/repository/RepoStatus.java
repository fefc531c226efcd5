package dev.ssot.operation.repository;

import dev.ssot.operation.FolderUseCase;
import dev.ssot.operation.Reply;
import dev.ssot.workspace.GitOrigin;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.RepositoryIdentity;
import dev.ssot.workspace.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code repo.status}: the repository that a folder belongs to, by its registry, or else by git, or else the folder
 * itself.
 */
public final class RepoStatus implements FolderUseCase<RepoStatusRequest, RepoStatusResult> {

    @Override
    public Reply<RepoStatusResult> run(RepoStatusRequest request, Path folder) {
        Path root = root(folder);
        try (GitRepository git = GitRepository.open(root)) {
            return Reply.answer(RepoStatusResult.of(status(root, git)));
        }
    }

    private static Path root(Path folder) {
        if (RepositoryRoot.locate(folder) instanceof RepositoryRoot.Search.Found(RepositoryRoot governed)) {
            return governed.path();
        }
        try (GitRepository git = GitRepository.open(folder)) {
            Path worktree = git.worktree();
            return worktree == null ? folder : canonical(worktree);
        }
    }

    private static RepoWorkspaceStatus status(Path root, GitRepository git) {
        Optional<GitOrigin> origin = git.origin();
        Path worktree = git.worktree();
        ProjectFiles files = new ProjectFiles(root);
        return new RepoWorkspaceStatus(
                root.toString(),
                RepositoryIdentity.of(root, git),
                origin.flatMap(GitOrigin::withoutCredentials).orElse(null),
                origin.map(GitOrigin::id).orElse(null),
                worktree == null ? null : canonical(worktree).toString(),
                Files.isDirectory(root.resolve(".vox/agents")),
                files.voxToml().map(Path::toString).orElse(null),
                files.capabilities(git.exists()),
                files.cargoMembers());
    }

    private static Path canonical(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException vanished) {
            throw new UncheckedIOException(vanished);
        }
    }
}
