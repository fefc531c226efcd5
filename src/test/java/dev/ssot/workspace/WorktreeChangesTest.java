package dev.ssot.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git itself tells is the measure. */
class WorktreeChangesTest {

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void repository() throws Exception {
        root = folder.toRealPath();
        git("init", "-q");
        git("config", "user.name", "t");
        git("config", "user.email", "t@example.org");
        write(".gitignore", "ignored/\n");
        for (String path : List.of("kept", "changed", "deleted", "staged away", "old name", "sub/moved", "sub/kept")) {
            write(path, path + "\n" + "the same line\n".repeat(30));
        }
        git("add", "-A");
        git("commit", "-q", "-m", "all");
    }

    @Test
    void everything_that_differs_is_told_as_git_tells_it() throws Exception {
        write("changed", "other");
        Files.delete(root.resolve("deleted"));
        git("rm", "-q", "staged away");
        git("mv", "old name", "new -> name");
        Files.createDirectories(root.resolve("naive dir"));
        Files.move(root.resolve("sub/moved"), root.resolve("naive dir/mo ved"));
        write("new/deep/one two", "x");
        write("new/deep/three", "x");
        write("staged", "x");
        git("add", "staged");
        write("ignored/file", "x");

        WorktreeChanges.Found found = changes(root);

        assertThat(found.paths()).isEqualTo(toldByGit());
        assertThat(found.paths())
                .containsExactly(
                        "changed",
                        "deleted",
                        "naive dir/mo ved",
                        "new -> name",
                        "new/deep/one two",
                        "new/deep/three",
                        "old name",
                        "staged",
                        "staged away",
                        "sub/moved");
        assertThat(found.renames())
                .containsExactlyInAnyOrder(
                        new WorktreeChanges.Rename("old name", "new -> name"),
                        new WorktreeChanges.Rename("sub/moved", "naive dir/mo ved"));
    }

    @Test
    void an_untouched_worktree_has_no_changes() {
        assertThat(changes(root).paths()).isEmpty();
    }

    @Test
    void a_repository_in_a_folder_of_the_worktree_sees_itself_alone() throws IOException {
        write("changed", "other");
        write("sub/kept", "other");

        assertThat(changes(root.resolve("sub")).paths()).containsExactly("kept");
    }

    @Test
    void before_the_first_commit_everything_is_new() throws Exception {
        Path fresh = Files.createDirectories(root.resolve("ignored/fresh"));
        run(fresh, "git", "init", "-q");
        Files.writeString(fresh.resolve("a"), "x");

        assertThat(changes(fresh).paths()).containsExactly("a");
    }

    @Test
    void a_folder_without_git_cannot_tell(@TempDir Path plain) {
        try (GitRepository git = GitRepository.open(plain)) {
            assertThat(git.changes(plain)).isInstanceOf(WorktreeChanges.Unknown.class);
        }
    }

    private static WorktreeChanges.Found changes(Path place) {
        try (GitRepository git = GitRepository.open(place)) {
            return (WorktreeChanges.Found) git.changes(place);
        }
    }

    /** Without rename detection both sides stand alone, which is what a set of paths holds. */
    private SequencedSet<String> toldByGit() throws Exception {
        String told = run(root, "git", "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames");
        SequencedSet<String> paths = new TreeSet<>();
        for (String entry : told.split("\0")) {
            paths.add(entry.substring(3));
        }
        return paths;
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    private void git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        run(root, command.toArray(String[]::new));
    }

    private static String run(Path place, String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .directory(place.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return out;
    }
}
