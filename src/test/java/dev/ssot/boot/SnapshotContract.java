package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.registry.json.Json;
import dev.ssot.support.GitCommands;
import dev.ssot.support.PublishedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots of the worktree: what they hold, how they differ, and the way back. */
abstract class SnapshotContract extends OperationsContract {

    private Path root;

    @BeforeEach
    void worktree() throws Exception {
        root = folder.toRealPath();
        repository().ready("a").ready("b").write();
        file("src/a/one", "1");
        file("src/b/two", "2");
        file(".gitignore", "ignored/\n");
    }

    @Test
    void what_is_restored_is_what_was_there() throws Exception {
        file("run.sh", "#!/bin/sh\n");
        mode("run.sh", "rwxr-x---");
        Files.createSymbolicLink(root.resolve("link"), Path.of("src/a/one"));
        ObjectNode taken = create(7, "description", "as it was");
        assertThat(taken.path("snapshot_id").asText()).isEqualTo("S-000001");
        assertThat(taken.path("agent_id").asText()).isEqualTo("7");
        accepted("vox_snapshot_create", taken);
        file("src/a/one", "changed");
        Files.delete(root.resolve("src/b/two"));
        Files.delete(root.resolve("link"));
        file("link", "a file now");
        mode("run.sh", "rw-r--r--");
        file("new/deep", "new");
        create("w1");

        ObjectNode answer = answer("snapshot.restore", "snapshot_id", "S-000001");

        JsonNode restored = answer.path("data");
        accepted("vox_snapshot_restore", restored);
        assertThat(restored.path("pre_restore_snapshot_id").asText()).isEqualTo("S-000003");
        assertThat(restored.path("changed_paths").asInt()).isEqualTo(5);
        assertThat(root.resolve("src/a/one")).hasContent("1");
        assertThat(root.resolve("src/b/two")).hasContent("2");
        assertThat(Files.readSymbolicLink(root.resolve("link"))).isEqualTo(Path.of("src/a/one"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("run.sh"))))
                .isEqualTo("rwxr-x---");
        assertThat(root.resolve("new")).doesNotExist();

        answer("snapshot.restore", "snapshot_id", 3);
        assertThat(root.resolve("new/deep")).hasContent("new");
        assertThat(root.resolve("link")).hasContent("a file now");
    }

    @Test
    void snapshots_are_listed_newest_first_and_compared_in_either_form_of_their_ids() throws Exception {
        create("w1", "description", "first");
        file("src/a/one", "changed");
        Files.delete(root.resolve("src/b/two"));
        file("src/new", "new");
        create(7);

        JsonNode all = answer("snapshot.list").path("data");
        accepted("vox_snapshot_list", all);
        assertThat(all.path("snapshots").findValuesAsText("id")).containsExactly("S-000002", "S-000001");
        assertThat(answer("snapshot.list", "agent_id", "w1")
                        .at("/data/snapshots")
                        .findValuesAsText("description"))
                .containsExactly("first");
        assertThat(answer("snapshot.list", "agent_id", 7, "limit", 1).at("/data/snapshots"))
                .hasSize(1);
        JsonNode difference =
                answer("snapshot.diff", "before", "S-000001", "after", 2).path("data");
        accepted("vox_snapshot_diff", difference);
        assertThat(difference.path("diffs").toString())
                .isEqualTo(
                        "[{'path':'src/a/one','kind':'Modified'},{'path':'src/b/two','kind':'Removed'},{'path':'src/new','kind':'Added'}]"
                                .replace('\'', '"'));
        ObjectNode missing = answer("snapshot.diff", "before", "1", "after", "S-000099");
        accepted("vox_snapshot_diff", missing.path("data"));
        assertThat(missing.at("/data/error").asText()).isEqualTo("one_or_both_snapshots_missing");
        assertThat(missing.at("/data/after").asText()).isEqualTo("S-000099");
        assertThat(missing.path("success").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "S-", "s-000001", "-1", "S-1x", "1.0", "", "OP-000001"})
    void an_id_of_no_snapshot_is_refused(String id) {
        create(7);
        refused(
                ErrorCode.INVALID_ARGUMENTS,
                "invalid snapshot_id: expected numeric or S-<digits>",
                "snapshot.restore",
                "snapshot_id",
                id);
        refused(ErrorCode.INVALID_ARGUMENTS, "invalid before", "snapshot.diff", "before", id, "after", 1);
    }

    @Test
    void nobody_is_taken_for_agent_zero() {
        refused(ErrorCode.INVALID_ARGUMENTS, "agent_id", "snapshot.create");
        refused(ErrorCode.INVALID_ARGUMENTS, "agent_id", "snapshot.create", "agent_id", "");
        refused(ErrorCode.INVALID_ARGUMENTS, "agent_id", "snapshot.create", "agent_id", -1);
        refused(ErrorCode.NOT_FOUND, "S-000001", "snapshot.restore", "snapshot_id", 1);
        assertThat(answer("snapshot.list").at("/data/snapshots")).isEmpty();
    }

    @Test
    void changes_that_nobody_else_holds_are_overwritten_only_when_told() throws Exception {
        new GitCommands(root).commitAll();
        create(7);
        file("src/a/one", "unsaved");
        file("src/a/new", "unsaved too");

        refused(ErrorCode.PRECONDITION_FAILED, "src/a/new, src/a/one", "snapshot.restore", "snapshot_id", 1);
        assertThat(root.resolve("src/a/one")).hasContent("unsaved");
        assertThat(answer("snapshot.list").at("/data/snapshots")).hasSize(1);

        new GitCommands(root).commitAll();
        answer("snapshot.restore", "snapshot_id", 1);
        assertThat(root.resolve("src/a/one")).hasContent("1");
        assertThat(root.resolve("src/a/new")).doesNotExist();

        file("src/a/one", "unsaved again");
        JsonNode forced = answer("snapshot.restore", "snapshot_id", 1, "force", true, "agent_id", "w9");
        assertThat(root.resolve("src/a/one")).hasContent("1");
        assertThat(answer("snapshot.list", "agent_id", "w9").at("/data/snapshots/0/id"))
                .isEqualTo(forced.at("/data/pre_restore_snapshot_id"));
        answer(
                "snapshot.restore",
                "snapshot_id",
                forced.at("/data/pre_restore_snapshot_id").asText());
        assertThat(root.resolve("src/a/one")).hasContent("unsaved again");
    }

    @Test
    void only_the_chosen_paths_are_touched() throws Exception {
        create(7);
        file("src/a/one", "changed");
        file("src/b/two", "changed");
        file("src/a/new", "new");
        create(7);

        answer("snapshot.restore", arguments("snapshot_id", 1, "paths", List.of("src/a/")), null);

        assertThat(root.resolve("src/a/one")).hasContent("1");
        assertThat(root.resolve("src/a/new")).doesNotExist();
        assertThat(root.resolve("src/b/two")).hasContent("changed");
        create(7, "paths", List.of("src/b"));
        refused(
                ErrorCode.INVALID_ARGUMENTS,
                "does not cover src/a",
                "snapshot.restore",
                "snapshot_id",
                "S-000004",
                "paths",
                List.of("src/a"));
        for (String outside : List.of("../x", "/etc", "a/../../x", "a\0b")) {
            refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "a path does not lead into the repository",
                    "snapshot.restore",
                    "snapshot_id",
                    1,
                    "paths",
                    List.of(outside));
            refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "a path does not lead into the repository",
                    "snapshot.create",
                    "agent_id",
                    1,
                    "paths",
                    List.of(outside));
        }
    }

    @Test
    void what_another_worker_holds_is_restored_by_nobody_else() throws Exception {
        create(7);
        JsonNode lease = lease("w1");
        assertThat(lease.path("path_roots").toString()).contains("\"src/a\"").doesNotContain("src/b");
        file("src/a/one", "w1 at work");
        file("src/b/two", "changed");
        create("w1");

        refused(ErrorCode.CONFLICT, "src/a/one belongs to lease", "snapshot.restore", "snapshot_id", 1);
        assertThat(root.resolve("src/b/two")).hasContent("changed");
        refused(
                ErrorCode.LEASE_NOT_HELD,
                "stale fencing token",
                "snapshot.restore",
                "snapshot_id",
                1,
                "lease_id",
                lease.path("lease_id").asText(),
                "fencing_token",
                lease.path("fencing_token").asLong() + 1);
        answer("snapshot.restore", arguments("snapshot_id", 1, "paths", List.of("src/b")), null);
        assertThat(root.resolve("src/b/two")).hasContent("2");
        answer(
                "snapshot.restore",
                "snapshot_id",
                1,
                "lease_id",
                lease.path("lease_id").asText(),
                "fencing_token",
                lease.path("fencing_token").asLong());
        assertThat(root.resolve("src/a/one")).hasContent("1");
    }

    @Test
    void only_an_operator_restores_over_leases_and_leaves_a_name_and_a_reason() throws Exception {
        create(7);
        lease("w1");
        file("src/a/one", "w1 at work");
        create("w1");
        Object[] override = {"snapshot_id", 1, "overridden_by", "ann", "reason", "it is all wrong"};

        JsonNode byTool = answer(
                "cli.run",
                arguments(
                        "args",
                        List.of(
                                "snapshot",
                                "restore",
                                "--snapshot-id",
                                "1",
                                "--overridden-by",
                                "ann",
                                "--reason",
                                "r")),
                null);
        assertThat(byTool.toString()).contains("overridden_by is for operators");
        assertThat(root.resolve("src/a/one")).hasContent("w1 at work");
        refused(
                ErrorCode.INVALID_ARGUMENTS,
                "given together",
                "snapshot.restore",
                "snapshot_id",
                1,
                "overridden_by",
                "ann");
        answer("snapshot.restore", override);

        assertThat(root.resolve("src/a/one")).hasContent("1");
        assertThat(answer("snapshot.list", "limit", 1)
                        .at("/data/snapshots/0/description")
                        .asText())
                .isEqualTo("before restore of S-000001, over leases, by ann: it is all wrong");
    }

    @Test
    void the_registry_and_what_belongs_to_it_are_left_alone() throws Exception {
        file(".ssot/ssot.toml", "");
        file(".ssot/evidence/a/run.json", "{}");
        create(7);
        file(".ssot/ssot.toml", "[policy]\ninteractive = true\n");
        repository().ready("a").ready("b").ready("c").write();
        file(".ssot/evidence/a/run.json", "{\"passed\": true}");
        create(7);
        String registry = Files.readString(root.resolve(".ssot/registry.json"));

        JsonNode restored = answer("snapshot.restore", "snapshot_id", 1).path("data");

        assertThat(restored.path("left_alone").toString()).isEqualTo("[\".ssot/registry.json\",\".ssot/ssot.toml\"]");
        assertThat(root.resolve(".ssot/registry.json")).hasContent(registry);
        assertThat(root.resolve(".ssot/evidence/a/run.json")).hasContent("{}");
    }

    @Test
    void no_link_leads_a_restore_elsewhere() throws Exception {
        Path outside = Files.createDirectory(runtime.resolve("outside"));
        file("src/a/deep/file", "inside");
        create(7);
        Files.delete(root.resolve("src/a/deep/file"));
        Files.delete(root.resolve("src/a/deep"));
        Files.createSymbolicLink(root.resolve("src/a/deep"), outside);
        create(7);

        refused(
                ErrorCode.CONFLICT,
                "deep is a link",
                "snapshot.restore",
                "snapshot_id",
                1,
                "paths",
                List.of("src/a/deep/file"));
        assertThat(outside).isEmptyDirectory();
        answer("snapshot.restore", "snapshot_id", 1);
        assertThat(outside).isEmptyDirectory();
        assertThat(Files.isDirectory(root.resolve("src/a/deep"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(root.resolve("src/a/deep/file")).hasContent("inside");
    }

    @Test
    void what_git_ignores_is_neither_kept_nor_lost() throws Exception {
        new GitCommands(root).run("init", "-q");
        file("thing", "a file");
        file("ignored/secret", "s");
        assertThat(create(7).path("method").asText()).isEqualTo("git");
        Files.delete(root.resolve("thing"));
        file(".gitignore", "ignored/\nthing/kept\n");
        file("thing/kept", "ignored by git");
        file("thing/other", "not ignored");
        create(7);

        refused(ErrorCode.CONFLICT, "thing/kept would be lost", "snapshot.restore", "snapshot_id", 1);
        assertThat(root.resolve("thing/other")).hasContent("not ignored");
        Files.delete(root.resolve("thing/kept"));
        answer("snapshot.restore", "snapshot_id", 1);
        assertThat(root.resolve("thing")).hasContent("a file");
        assertThat(root.resolve("ignored/secret")).hasContent("s");
    }

    @Test
    void a_file_that_git_ignores_by_now_comes_back_all_the_same() throws Exception {
        new GitCommands(root).run("init", "-q");
        file("thing", "before");
        create(7);
        file(".gitignore", "thing\n");
        file("thing", "after");

        refused(ErrorCode.PRECONDITION_FAILED, "thing", "snapshot.restore", "snapshot_id", 1);
        JsonNode restored = answer("snapshot.restore", "snapshot_id", 1, "force", true);
        assertThat(root.resolve("thing")).hasContent("before");
        answer(
                "snapshot.restore",
                "snapshot_id",
                restored.at("/data/pre_restore_snapshot_id").asText());
        assertThat(root.resolve("thing")).hasContent("after");
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void old_snapshots_are_dropped_with_the_contents_that_no_other_needs(boolean old, int dropped) throws Exception {
        file(".ssot/ssot.toml", "[snapshots]\nkeep_days = 3\n");
        file("only-once", "content of the first alone");
        create(7);
        int before = objects().size();
        Files.delete(root.resolve("only-once"));
        clock.advance(Duration.ofDays(old ? 4 : 2));
        create(7);

        assertThat(answer("snapshot.list").at("/data/snapshots")).hasSize(2 - dropped);
        assertThat(answer("snapshot.list").at("/data/snapshots/0/id").asText()).isEqualTo("S-000002");
        // The second has a list of its own; what goes are the first list and the file that only it holds.
        assertThat(objects()).hasSize(before + 1 - 2 * dropped);
        create(7);
        assertThat(answer("snapshot.list").at("/data/snapshots/0/id").asText()).isEqualTo("S-000003");
    }

    @Test
    void snapshots_take_no_more_space_than_they_may() throws Exception {
        file(".ssot/ssot.toml", "[snapshots]\nmax_mib = 1\n");
        byte[] large = new byte[400 << 10];
        for (int round = 1; round <= 4; round++) {
            Arrays.fill(large, (byte) round);
            Files.write(root.resolve("large"), large);
            create(7);
        }
        assertThat(answer("snapshot.list").at("/data/snapshots").findValuesAsText("id"))
                .containsExactly("S-000004", "S-000003");
        assertThat(objects().stream().mapToLong(SnapshotContract::size).sum()).isLessThan(1 << 20);
        answer("snapshot.restore", "snapshot_id", 3);
        assertThat(Files.readAllBytes(root.resolve("large"))[0]).isEqualTo((byte) 3);

        Files.write(root.resolve("larger"), new byte[2 << 20]);
        refused(ErrorCode.PRECONDITION_FAILED, "larger with 2 MiB", "snapshot.create", "agent_id", 7);
    }

    @Test
    void the_same_content_is_kept_once_and_for_the_owner_alone() throws Exception {
        create(7);
        int first = objects().size();
        create(7);
        assertThat(objects()).hasSize(first);
        file("copy", "1");
        create(7);
        assertThat(objects()).as("a list with one more file").hasSize(first + 1);
        for (Path object : objects()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(object)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve(".ssot/control/objects"))))
                .isEqualTo("rwx------");
    }

    @Test
    void a_content_that_somebody_changed_is_not_restored() throws Exception {
        create(7);
        file("src/a/one", "changed");
        create(7);
        for (Path object : objects()) {
            if (Files.size(object) == 1) {
                Files.writeString(object, "?");
            }
        }
        refused(ErrorCode.STORE_UNAVAILABLE, "was changed", "snapshot.restore", "snapshot_id", 1);
        assertThat(root.resolve("src/a/one")).hasContent("changed");
    }

    @Test
    void a_retried_call_restores_once() throws Exception {
        create(7);
        file("src/a/one", "changed");
        create(7);
        ObjectNode restore = arguments("snapshot_id", 1);

        ObjectNode first = answered(call("snapshot.restore", restore, "r1"));
        file("src/a/one", "changed after");
        assertThat((Object) answered(call("snapshot.restore", restore, "r1"))).isEqualTo(first);
        assertThat(root.resolve("src/a/one")).hasContent("changed after");
    }

    @Test
    void gits_own_state_stays_as_it_is() throws Exception {
        GitCommands git = new GitCommands(root);
        git.run("init", "-q");
        git.run("config", "user.name", "t");
        git.run("config", "user.email", "t@example.org");
        git.run("add", "src");
        git.run("commit", "-q", "-m", "one");
        file("src/a/one", "stashed");
        git.run("stash", "-q");
        file("src/b/two", "staged");
        git.run("add", "src/b/two");
        file("src/b/two", "worktree");
        Map<String, String> before = state(git);

        create(7);
        file("src/b/two", "later");
        create(7);
        answer("snapshot.restore", "snapshot_id", 1);

        assertThat(state(git)).isEqualTo(before);
    }

    /** Everything below .git byte for byte, and what git tells. */
    private Map<String, String> state(GitCommands git) throws Exception {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root.resolve(".git"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                state.put(root.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        state.put("status", new String(git.output("--no-optional-locks", "status", "--porcelain", "-z"), "UTF-8"));
        return state;
    }

    @Test
    void every_tool_is_advanced_and_in_the_published_facade() throws Exception {
        JsonNode schema = Json.MAPPER.readTree(
                Path.of("contracts/orchestration/agent-vcs-facade.schema.json").toFile());
        assertThat(Catalog.load().entries())
                .filteredOn(entry -> entry.id().startsWith("snapshot."))
                .hasSize(4)
                .allSatisfy(entry -> {
                    assertThat(entry.mcp().tier().toString()).isEqualToIgnoringCase("advanced");
                    assertThat(schema.path("properties").has(entry.name())).isTrue();
                })
                .extracting(CatalogEntry::name)
                .allMatch(name -> name.startsWith("vox_snapshot_"));
    }

    private ObjectNode create(Object agent, Object... more) {
        List<Object> all = new ArrayList<>(List.of("agent_id", agent));
        all.addAll(List.of(more));
        return (ObjectNode) answer("snapshot.create", all.toArray()).path("data");
    }

    private ObjectNode answer(String operation, ObjectNode given, String requestId) {
        return answered(call(operation, given, requestId));
    }

    private static void accepted(String tool, JsonNode data) throws IOException {
        PublishedSchema published = PublishedSchema.at("contracts/orchestration/agent-vcs-facade.schema.json");
        ObjectNode named = Json.object();
        named.set(tool, data);
        published.accepts(named);
        published.refuses(Json.object().set(tool, ((ObjectNode) data.deepCopy()).put("more", 1)));
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(".ssot/control/objects"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().equals("lock"))
                    .toList();
        }
    }

    private static long size(Path file) {
        return file.toFile().length();
    }

    private void mode(String path, String permissions) throws IOException {
        Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString(permissions));
    }

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
