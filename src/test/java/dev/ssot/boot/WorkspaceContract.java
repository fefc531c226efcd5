package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.support.GitCommands;
import dev.ssot.support.PublishedSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An agent works on a copy; its changes come back whole or not at all, and can be undone like every other operation. */
abstract class WorkspaceContract extends OperationsContract {

    @BeforeEach
    void worktree() throws Exception {
        repository().ready("a").ready("b").write();
        write(folder, "kept", "kept");
        write(folder, "lib/changed", "old");
        write(folder, "lib/removed", "old");
        write(folder, ".gitignore", "build/\n");
        new GitCommands(folder).commitAll();
    }

    @Test
    void changes_of_a_workspace_are_listed_and_merged() throws Exception {
        ObjectNode created = answer("workspace.create", "agent_id", "w1");
        assertThat(created.at("/data/workspace_created").asBoolean()).isTrue();
        assertThat(created.at("/data/base_snapshot").asText()).isEqualTo("S-000001");
        Path copy = Path.of(created.at("/data/path").asText());
        assertThat(copy.resolve("kept")).hasContent("kept");
        assertThat(copy.resolve(".ssot/registry.json")).doesNotExist();
        assertThat(status("w1").path("modified_count").asInt(-1)).isZero();

        edit(copy);
        write(folder, "kept", "changed by somebody else meanwhile");
        JsonNode status = status("w1");
        assertThat(status.path("has_workspace").asBoolean()).isTrue();
        assertThat(texts(status.path("modified_files"))).containsExactly("lib/added", "lib/changed", "lib/removed");
        assertThat(status.path("modified_count").asInt()).isEqualTo(3);
        assertThat(status.path("active_change").isNull()).isTrue();
        assertThat(folder.resolve("lib/changed")).as("before the merge").hasContent("old");
        held("vox_workspace_create", created);
        held("vox_workspace_status", answer("workspace.status", "agent_id", "w1"));

        ObjectNode merged = answer("workspace.merge", "agent_id", "w1");
        held("vox_workspace_merge", merged);
        assertThat(merged.at("/data/merged").asBoolean()).isTrue();
        assertThat(merged.at("/data/files_merged").asInt()).isEqualTo(3);
        merged();
        assertThat(folder.resolve("kept")).hasContent("changed by somebody else meanwhile");
        assertThat(status("w1").path("has_workspace").asBoolean(true)).isFalse();
        assertThat(copy).doesNotExist();
    }

    @Test
    void a_merge_is_undone_and_done_again() throws Exception {
        edit(create("w1"));
        answer("workspace.merge", "agent_id", "w1");
        String operation = operation("workspace.merge");

        answer("operation.undo", "operation_id", operation);
        assertThat(folder.resolve("lib/changed")).hasContent("old");
        assertThat(folder.resolve("lib/removed")).hasContent("old");
        assertThat(folder.resolve("lib/added")).doesNotExist();
        answer("operation.redo", "operation_id", operation);
        merged();
        write(folder, "lib/added", "mine");
        refused(ErrorCode.CONFLICT, "Undo failed: lib/added", "operation.undo", "operation_id", operation);
        assertThat(folder.resolve("lib/changed")).as("all or nothing").hasContent("new");
        assertThat(answer("audit.verify").path("passed").asBoolean()).isTrue();
    }

    @Test
    void what_both_changed_is_a_conflict_and_nothing_is_merged() throws Exception {
        Path copy = create("w1");
        edit(copy);
        write(folder, "lib/changed", "theirs");
        Files.delete(folder.resolve("lib/removed"));

        ObjectNode refused = answer("workspace.merge", "agent_id", "w1");
        held("vox_workspace_merge", refused);
        assertThat(refused.path("passed").asBoolean(true)).isFalse();
        assertThat(refused.path("data").toString())
                .isEqualTo(
                        "{\"merged\":false,\"error\":\"conflicts\",\"conflicts\":[{\"path\":\"lib/changed\",\"workspace\":\"Modified\",\"worktree\":\"Modified\"}]}");
        assertThat(folder.resolve("lib/added")).doesNotExist();
        assertThat(status("w1").path("has_workspace").asBoolean()).isTrue();

        write(copy, "lib/changed", "theirs");
        assertThat(answer("workspace.merge", "agent_id", "w1")
                        .at("/data/files_merged")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void nobody_merges_into_the_lease_of_another() throws Exception {
        JsonNode lease = lease("w2");
        write(create("w1"), "src/a/file", "mine");
        refused(
                ErrorCode.CONFLICT,
                "src/a/file belongs to lease " + lease.path("lease_id").asText(),
                "workspace.merge",
                "agent_id",
                "w1");
        assertThat(folder.resolve("src/a/file")).doesNotExist();
        ObjectNode merged = answer(
                "workspace.merge",
                "agent_id",
                "w1",
                "lease_id",
                lease.path("lease_id").asText(),
                "fencing_token",
                lease.path("fencing_token").asLong());
        assertThat(merged.at("/data/merged").asBoolean()).isTrue();
    }

    @Test
    void without_a_workspace_and_without_an_agent() {
        ObjectNode merged = answer("workspace.merge", "agent_id", "w1");
        assertThat(merged.path("data").toString()).isEqualTo("{\"merged\":false,\"error\":\"no_active_workspace\"}");
        assertThat(status("w1").toString()).isEqualTo("{\"has_workspace\":false}");
        for (String operation : List.of("workspace.create", "workspace.status", "workspace.merge")) {
            refused(ErrorCode.INVALID_ARGUMENTS, "agent_id is required", operation);
        }
        assertThat(answer("workspace.create", "agent_id", 7)
                        .at("/data/agent_id")
                        .asText())
                .isEqualTo("7");
    }

    @Test
    void a_workspace_is_replaced_on_demand_and_its_changes_are_kept() throws Exception {
        edit(create("w1"));
        refused(ErrorCode.CONFLICT, "w1 has a workspace", "workspace.create", "agent_id", "w1");
        answer("workspace.create", "agent_id", "w1", "replace", true);
        assertThat(status("w1").path("modified_count").asInt(-1)).isZero();
        assertThat(answer("snapshot.list", "agent_id", "w1")
                        .at("/data/snapshots/1/description")
                        .asText())
                .isEqualTo("workspace before it was replaced");
    }

    @Test
    void a_restore_is_an_operation_that_is_undone() throws Exception {
        answer("snapshot.create", "agent_id", "w1");
        write(folder, "lib/changed", "newer");
        answer("snapshot.create", "agent_id", "w1");
        answer("snapshot.restore", "snapshot_id", "S-000001");
        assertThat(folder.resolve("lib/changed")).hasContent("old");
        answer("operation.undo", "operation_id", operation("snapshot.restore"));
        assertThat(folder.resolve("lib/changed")).hasContent("newer");
        answer("operation.redo", "operation_id", operation("snapshot.restore"));
        assertThat(folder.resolve("lib/changed")).hasContent("old");
    }

    @Test
    void generated_code_is_an_operation_that_is_undone() throws Exception {
        answer("code.generate", "kind", "schema", "operation_id", "slice.claim", "output_path", "out/schema.json");
        refused(
                ErrorCode.PRECONDITION_FAILED,
                "other content",
                "code.generate",
                "kind",
                "schema",
                "operation_id",
                "slice.renew",
                "output_path",
                "out/schema.json");
        assertThat(answer("operation.list").at("/data/operations")).hasSize(1);
        answer("operation.undo", "operation_id", operation("code.generate"));
        assertThat(folder.resolve("out/schema.json")).doesNotExist();
        answer("operation.redo", "operation_id", operation("code.generate"));
        assertThat(folder.resolve("out/schema.json")).exists();
    }

    @Test
    void the_next_worker_is_told_what_the_one_before_left() throws Exception {
        JsonNode lease = lease("w1");
        assertThat(lease.path("result").isEmpty()).isTrue();
        write(folder, "src/a/work", "half done");
        answer("slice.complete", OperationsContract.held(lease, "result", LeaseContract.report("a")));
        answer("slice.abandon", OperationsContract.held(lease, "reason", "out of time"));

        JsonNode next = lease("w2");
        JsonNode predecessor = next.at("/result/predecessor");
        assertThat(predecessor.path("lease_id")).isEqualTo(lease.path("lease_id"));
        assertThat(predecessor.path("status").asText()).isEqualTo("abandoned");

        ObjectNode handed = answer("takeover.handoff", "feature_id", "feat:a");
        held("vox_takeover_handoff", handed);
        JsonNode brief = handed.at("/data/leases/0");
        assertThat(handed.at("/data/agent_id").asText()).isEqualTo("w1");
        assertThat(brief.path("reason").asText()).isEqualTo("out of time");
        assertThat(texts(brief.path("changed"))).containsExactly("src/a/work");
        assertThat(brief.at("/base/contains_all").asBoolean(true)).isFalse();
        assertThat(texts(brief.at("/base/missing"))).containsExactly("src/a/work");
        assertThat(brief.at("/gate/outcome").asText()).isEqualTo("refused");
        assertThat(brief.at("/tests/0/test_id").asText()).isEqualTo("tst:a");

        new GitCommands(folder).commitAll();
        assertThat(answer("takeover.handoff", "lease_id", lease.path("lease_id").asText())
                        .at("/data/leases/0/base/contains_all")
                        .asBoolean())
                .isTrue();
        assertThat(answer("takeover.handoff", "agent_id", "w1").at("/data/leases"))
                .hasSize(1);
    }

    @Test
    void a_handover_names_whom_it_is_about_and_nobody_is_agent_0() {
        refused(ErrorCode.INVALID_ARGUMENTS, "exactly one of", "takeover.handoff");
        refused(ErrorCode.INVALID_ARGUMENTS, "exactly one of", "takeover.handoff", "agent_id", 0, "lease_id", "l");
        refused(ErrorCode.NOT_FOUND, "nobody", "takeover.handoff", "agent_id", 0);
        refused(ErrorCode.NOT_FOUND, "nobody", "takeover.handoff", "feature_id", "feat:b");
    }

    private static void edit(Path tree) throws IOException {
        write(tree, "lib/changed", "new");
        write(tree, "lib/added", "new");
        write(tree, "build/output", "ignored");
        Files.delete(tree.resolve("lib/removed"));
    }

    private void merged() {
        assertThat(folder.resolve("lib/changed")).hasContent("new");
        assertThat(folder.resolve("lib/added")).hasContent("new");
        assertThat(folder.resolve("lib/removed")).doesNotExist();
        assertThat(folder.resolve("build")).doesNotExist();
    }

    private Path create(String agent) {
        return Path.of(
                answer("workspace.create", "agent_id", agent).at("/data/path").asText());
    }

    private JsonNode status(String agent) {
        return answer("workspace.status", "agent_id", agent).path("data");
    }

    private String operation(String kind) {
        for (JsonNode operation : answer("operation.list", "limit", 100).at("/data/operations")) {
            if (operation.path("kind").asText().equals(kind)) {
                return operation.path("id").asText();
            }
        }
        throw new AssertionError("no " + kind);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static void held(String tool, ObjectNode answer) throws IOException {
        ObjectNode named = answer.objectNode();
        named.set(tool, answer.path("data"));
        PublishedSchema.at("contracts/orchestration/agent-vcs-facade.schema.json")
                .accepts(named);
    }

    private static void write(Path root, String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
