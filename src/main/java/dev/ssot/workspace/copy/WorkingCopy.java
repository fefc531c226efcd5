package dev.ssot.workspace.copy;

import dev.ssot.workspace.FolderRemoval;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.snapshot.ObjectStore;
import dev.ssot.workspace.snapshot.WorktreeRestore;
import dev.ssot.workspace.tree.Contents;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.TreeEntry;
import dev.ssot.workspace.tree.WorktreeCapture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * One agent's copy of the worktree, in the control folder. It is a git repository of its own without a commit, so that
 * its rules of what is ignored count, and git commands in it never reach the repository around it.
 */
public final class WorkingCopy {

    private final Path folder;
    private final Path tree;

    private WorkingCopy(Path folder) {
        this.folder = folder;
        this.tree = folder.resolve("tree");
    }

    /** @param control {@code .ssot/control} of the canonical root */
    public static WorkingCopy of(Path control, String agentId) {
        return new WorkingCopy(control.resolve("workspaces").resolve(name(agentId)));
    }

    /** The folder in which the agent works. */
    public Path tree() {
        return tree;
    }

    public boolean exists() {
        return Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes the copy aside and moves it to its place, so that there is a whole one or none. */
    public void create(Manifest content, ObjectStore objects) throws IOException {
        Path aside = folder.resolveSibling(".new-" + UUID.randomUUID());
        try {
            Path fresh = aside.resolve("tree");
            Files.createDirectories(fresh);
            try (Repository git =
                    FileRepositoryBuilder.create(fresh.resolve(".git").toFile())) {
                git.create();
            }
            Path state = Files.createDirectory(aside.resolve("state"));
            Manifest nothing = new Manifest(content.method(), content.ignoreRules(), List.of());
            WorktreeRestore.Outcome outcome = new WorktreeRestore(fresh.toRealPath(), state.toRealPath(), objects)
                    .run(nothing, readable(content));
            if (!(outcome instanceof WorktreeRestore.Outcome.Done)) {
                throw new IOException("the copy cannot be made: " + reason(outcome));
            }
            remove();
            Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(aside);
        }
    }

    /**
     * What the copy holds.
     *
     * @param known paths that count even if they are ignored
     */
    public Manifest capture(Collection<String> known) throws IOException {
        try (GitRepository git = GitRepository.open(tree)) {
            return WorktreeCapture.of(tree.toRealPath(), git).capture(List.of(""), known);
        }
    }

    public void remove() throws IOException {
        delete(folder);
    }

    private static Manifest readable(Manifest content) {
        return new Manifest(
                content.method(),
                content.ignoreRules(),
                content.entries().stream()
                        .filter(entry -> entry.mode() != TreeEntry.Mode.UNREADABLE)
                        .toList());
    }

    private static String reason(WorktreeRestore.Outcome outcome) {
        return switch (outcome) {
            case WorktreeRestore.Outcome.Refused(String path, String reason) -> "%s: %s".formatted(path, reason);
            case WorktreeRestore.Outcome.Between(var paths, String reason) -> "%s: %s".formatted(paths, reason);
            case WorktreeRestore.Outcome.Done _, WorktreeRestore.Outcome.Busy _, WorktreeRestore.Outcome.Unsettled _ ->
                "somebody else works on it";
        };
    }

    /** Readable where it can be; two names never lead to one folder. */
    private static String name(String agentId) {
        String readable = agentId.replaceAll("[^A-Za-z0-9._-]", "-");
        String hash = Contents.sha256(agentId.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
        return readable + "-" + hash;
    }

    private static void delete(Path start) throws IOException {
        if (!Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        FolderRemoval.of(start);
    }
}
