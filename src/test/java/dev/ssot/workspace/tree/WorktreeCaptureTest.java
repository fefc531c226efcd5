package dev.ssot.workspace.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ssot.support.GitCommands;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.tree.PathChange.Kind;
import dev.ssot.workspace.tree.TreeEntry.Mode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What git itself tells of the files is the measure of what belongs to the worktree. */
class WorktreeCaptureTest {

    private static final String RULES = """
            *.log
            !kept.log
            build/
            /only-here
            deep/**/x
            escaped\\ name
            forced
            """;

    @TempDir
    Path folder;

    private Path root;
    private GitRepository git;

    @BeforeEach
    void place() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("root"));
        git = GitRepository.open(root);
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void what_git_lists_is_what_is_found() throws Exception {
        write(".gitignore", RULES);
        for (String path : List.of("a.txt", "tracked.log", "build/tracked", "forced/in/index", "sub/a", "only-here")) {
            write(path, path);
        }
        new GitCommands(root).run("init", "-q");
        new GitCommands(root).run("add", "-f", "-A");
        write(".git/info/exclude", "excluded-by-info\n");
        write("sub/.gitignore", "local\n!own.log\nbuild\n");
        for (String path : List.of(
                "new.txt",
                "x.log",
                "kept.log",
                "build/new",
                "forced/new",
                "sub/only-here",
                "sub/x.log",
                "sub/own.log",
                "sub/local/y",
                "sub/build",
                "sub/deep/1/x",
                "deep/1/2/x",
                "deep/x/file",
                "escaped name",
                "excluded-by-info",
                "line\nfeed",
                " space ",
                "\u00e9\uD83D\uDE00/\u00fc")) {
            write(path, path);
        }
        Files.write(root.resolve(Path.of(URI.create("file:///caf%E9")).getFileName()), new byte[] {1});
        Files.createSymbolicLink(root.resolve("link"), Path.of("build"));
        Files.delete(root.resolve("a.txt"));

        Manifest manifest = capture();

        assertThat(paths(manifest)).isEqualTo(listedByGit());
        assertThat(paths(manifest)).contains("build/tracked", "tracked.log", "caf\uFFFDE9", "link", "line\nfeed");
        assertThat(manifest.method()).isEqualTo(Manifest.Method.GIT);
    }

    @Test
    void without_git_everything_counts_but_our_own_files() throws Exception {
        write(".gitignore", "*\n");
        write("a", "1");
        write(".ssot/registry.json", "{}");
        write(".ssot/evidence/e.json", "{}");
        write(".ssot/registry.json.lock", "");
        write(".ssot/control/state.sqlite", "");
        write("sub/.ssot-0b6bd8fc-4f4e-4e70-8d5b-3ca4efbd6bb3.tmp/x", "");
        write("sub/.name.0b6bd8fc-4f4e-4e70-8d5b-3ca4efbd6bb3.tmp", "");
        write("sub/.theirs.tmp", "");

        Manifest manifest = capture();

        assertThat(paths(manifest))
                .containsExactly(".gitignore", ".ssot/evidence/e.json", ".ssot/registry.json", "a", "sub/.theirs.tmp");
        assertThat(manifest.method()).isEqualTo(Manifest.Method.WALK);
        assertThat(manifest.ignoreRules()).isEmpty();
    }

    @Test
    void a_root_below_gits_own_is_ruled_from_above() throws Exception {
        write(".gitignore", "root/*.log\nlocal\n");
        new GitCommands(folder.toRealPath()).run("init", "-q");
        Files.writeString(folder.resolve(".gitignore"), "root/*.log\nroot/sub/tmp\n");
        for (String path : List.of("a.log", "a.txt", "local", "sub/tmp", "sub/other")) {
            write(path, path);
        }

        assertThat(paths(capture())).containsExactly(".gitignore", "a.txt", "sub/other");
        assertThat(paths(capture("sub"))).containsExactly("sub/other");
    }

    @Test
    void only_what_is_below_the_roots_is_looked_at() throws Exception {
        for (String path : List.of("a/1", "a/b/2", "ab/3", "c/4", "d")) {
            write(path, path);
        }
        Files.createSymbolicLink(root.resolve("out"), folder);
        Files.writeString(folder.resolve("secret"), "secret");

        assertThat(paths(capture("a", "a/b", "d"))).containsExactly("a/1", "a/b/2", "d");
        assertThat(paths(capture("a/b/2", "./c/../ab/"))).containsExactly("a/b/2", "ab/3");
        assertThat(paths(capture("out"))).containsExactly("out");
        assertThat(paths(capture("out/secret", "absent/x", "d/below-a-file"))).isEmpty();
        assertThatThrownBy(() -> capture("../secret")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> capture(folder.toString())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void content_and_mode_are_told_as_they_are() throws Exception {
        write("file", "content");
        write("run", "content");
        Files.setPosixFilePermissions(root.resolve("run"), PosixFilePermissions.fromString("rwxr-x--x"));
        Files.setPosixFilePermissions(root.resolve("file"), PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("../nowhere"));
        Process fifo = new ProcessBuilder("mkfifo", root.resolve("fifo").toString()).start();
        assertThat(fifo.waitFor()).isZero();
        String hash = Contents.sha256("content".getBytes(StandardCharsets.UTF_8));

        assertThat(capture().entries())
                .containsExactly(
                        new TreeEntry("file", Mode.FILE, 0640, hash, 7),
                        new TreeEntry(
                                "link",
                                Mode.LINK,
                                0,
                                Contents.sha256("../nowhere".getBytes(StandardCharsets.UTF_8)),
                                10),
                        new TreeEntry("run", Mode.EXECUTABLE, 0751, hash, 7));
    }

    @Test
    void a_file_that_became_ignored_is_still_seen_by_who_knows_it() throws Exception {
        new GitCommands(root).run("init", "-q");
        write("a", "1");
        write("sub/b", "1");
        Manifest before = capture();
        write(".gitignore", "a\nsub/\n");

        Manifest after = captureOf(git).capture(Set.of(""), paths(before));

        assertThat(paths(capture())).containsExactly(".gitignore");
        assertThat(Manifest.diff(before, after)).containsExactly(new PathChange(".gitignore", Kind.ADDED));
        assertThat(after.ignoreRules()).isNotEqualTo(before.ignoreRules());

        Files.delete(root.resolve("a"));
        write("a/ignored", "all of a folder that git ignores");
        assertThat(paths(captureOf(git).capture(Set.of(""), paths(before)))).containsExactly(".gitignore", "sub/b");
    }

    @Test
    void differences_are_told_in_order() throws Exception {
        for (String path : List.of("gone", "kept", "moded", "changed", "folder/x")) {
            write(path, path);
        }
        Manifest before = capture();
        Files.delete(root.resolve("gone"));
        write("changed", "other");
        write("added", "1");
        Files.setPosixFilePermissions(root.resolve("moded"), PosixFilePermissions.fromString("rwx------"));
        Files.delete(root.resolve("folder/x"));
        Files.delete(root.resolve("folder"));
        write("folder", "a file now");

        Manifest after = capture();

        assertThat(Manifest.diff(before, after))
                .containsExactly(
                        new PathChange("added", Kind.ADDED),
                        new PathChange("changed", Kind.MODIFIED),
                        new PathChange("folder", Kind.ADDED),
                        new PathChange("folder/x", Kind.REMOVED),
                        new PathChange("gone", Kind.REMOVED),
                        new PathChange("moded", Kind.MODIFIED));
        assertThat(Manifest.diff(after, after)).isEmpty();
        assertThat(Manifest.parse(after.bytes())).isEqualTo(after);
        assertThat(after.entry("changed"))
                .hasValueSatisfying(entry -> assertThat(entry.size()).isEqualTo(5));
        assertThat(after.entry("gone")).isEmpty();
    }

    @Test
    void a_change_within_the_same_tick_and_of_the_same_size_is_noticed() throws Exception {
        WorktreeCapture capture = captureOf(git);
        for (int round = 0; round < 50; round++) {
            write("f", "%03d".formatted(round));
            Files.setLastModifiedTime(root.resolve("f"), FileTime.from(Instant.EPOCH));

            assertThat(capture.capture().entries())
                    .extracting(TreeEntry::sha256)
                    .containsExactly(Contents.sha256("%03d".formatted(round).getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void what_the_cache_on_disk_says_is_believed_only_for_the_same_state_of_a_file() throws Exception {
        write(".ssot/control/.gitignore", "*");
        write("f", "one");
        Path file = root.resolve("f");
        FileStat stat = FileStat.of(file);
        FileStat other = new FileStat(
                stat.mode(), stat.device(), stat.inode(), stat.size(), stat.modified(), stat.changed() + 1);
        String made = Contents.sha256("made up".getBytes(StandardCharsets.UTF_8));
        StatCacheFile cache = new StatCacheFile(root.resolve(".ssot/control/worktree-stats"));

        cache.write(Map.of("f", new StatCache.Known(stat, made)));
        assertThat(hashOf("f")).isEqualTo(made);

        cache.write(Map.of("f", new StatCache.Known(other, made)));
        assertThat(hashOf("f")).isEqualTo(Contents.sha256("one".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_broken_cache_on_disk_is_done_without_and_made_again() throws Exception {
        write(".ssot/control/.gitignore", "*");
        Path file = root.resolve(".ssot/control/worktree-stats");
        byte[] large = new byte[17 << 20];
        Files.write(root.resolve("large"), large);
        capture();
        assertThat(file).as("a file of the tick is not remembered").doesNotExist();

        StatCache cache = new StatCache(file);
        FileStat stat = FileStat.of(root.resolve("large"));
        long later = Instant.now().plus(1, ChronoUnit.HOURS).toEpochMilli();
        cache.keep("large", stat, Contents.sha256(large), later);
        cache.saveIfWorthwhile();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(new StatCacheFile(file).read()).containsOnlyKeys("large");

        byte[] saved = Files.readAllBytes(file);
        for (int at = 0; at < saved.length; at++) {
            saved[at] ^= 1;
            Files.write(file, saved);
            assertThat(new StatCacheFile(file).read()).as("byte %d", at).isEmpty();
            saved[at] ^= 1;
        }
        Files.write(file, new byte[0]);
        assertThat(hashOf("large")).isEqualTo(Contents.sha256(large));
    }

    private Manifest capture(String... roots) throws IOException {
        return roots.length == 0 ? captureOf(git).capture() : captureOf(git).capture(Set.of(roots));
    }

    private WorktreeCapture captureOf(GitRepository repository) {
        return WorktreeCapture.of(root, repository);
    }

    private String hashOf(String path) throws IOException {
        return capture().entry(path).orElseThrow().sha256();
    }

    private static Set<String> paths(Manifest manifest) {
        return manifest.entries().stream().map(TreeEntry::path).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What git tracks, and what it would add, as far as it is there. */
    private Set<String> listedByGit() throws Exception {
        Set<String> listed = new TreeSet<>();
        byte[] output = new GitCommands(root).output("ls-files", "-z", "--cached", "--others", "--exclude-standard");
        int from = 0;
        for (int i = 0; i < output.length; i++) {
            if (output[i] == 0) {
                StringBuilder escaped = new StringBuilder("file:///");
                for (int at = from; at < i; at++) {
                    escaped.append("%%%02X".formatted(output[at]));
                }
                Path path = Path.of(URI.create(escaped.toString().replace("%2F", "/")));
                Path relative = path.subpath(0, path.getNameCount());
                if (Files.exists(root.resolve(relative), LinkOption.NOFOLLOW_LINKS)) {
                    listed.add(PathText.of(relative));
                }
                from = i + 1;
            }
        }
        return listed;
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
