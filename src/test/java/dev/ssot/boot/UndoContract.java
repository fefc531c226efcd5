package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was changed can be looked up and taken back, as long as nothing rests on it. */
abstract class UndoContract extends OperationsContract {

    @BeforeEach
    void registry() throws Exception {
        repository().ready("a").ready("b").write();
    }

    @Test
    void the_log_lists_the_newest_operations_in_the_shape_of_the_contract() {
        create("iss:a");
        lease("w1");
        JsonNode listed = answer("operation.list").path("data").path("operations");

        assertThat(listed.path(0).path("kind").asText()).isEqualTo("maturation_lease_acquired");
        assertThat(listed.path(0).path("agent_id").asText()).isEqualTo("w1");
        JsonNode created = listed.path(listed.size() - 1);
        assertThat(List.<Map.Entry<String, JsonNode>>copyOf(created.properties()))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("id", "agent_id", "timestamp_ms", "kind", "description", "undone");
        assertThat(created.path("id").asText()).isEqualTo("OP-000001");
        assertThat(created.path("kind").asText()).isEqualTo("registry.entity.create");
        assertThat(created.path("timestamp_ms").asLong())
                .isEqualTo(clock.instant().toEpochMilli());
        answer("operation.list", "agent_id", "w1")
                .at("/data/operations")
                .forEach(one -> assertThat(one.path("agent_id").asText()).isEqualTo("w1"));
        assertThat(answer("operation.list", "limit", 1).path("data").path("operations"))
                .hasSize(1);
    }

    @Test
    void a_claim_is_one_entry() {
        JsonNode first = lease("w1");
        int before = entries();
        lease("w2");
        assertThat(entries()).as("with the registration of the worker").isEqualTo(before + 1);
        answer("slice.beat", held(first));
        assertThat(entries()).as("a sign of life changes nothing").isEqualTo(before + 1);
    }

    @Test
    void created_changed_and_deleted_rows_come_back_and_go_again_byte_for_byte() throws Exception {
        create("iss:a");
        create("iss:b");
        create("iss:c");
        answer(
                "registry.entity.link",
                "section",
                "issues",
                "entity_id",
                "iss:b",
                "links",
                Map.of("test_ids", List.of("tst:a")));
        answer(
                "registry.entity.update",
                "section",
                "issues",
                "entity_id",
                "iss:b",
                "changes",
                Map.of("title", "other"));
        answer(
                "registry.entity.unlink",
                "section",
                "issues",
                "entity_id",
                "iss:b",
                "links",
                Map.of("test_ids", List.of("tst:a")));
        answer("registry.entity.delete", "section", "issues", "entity_id", "iss:b");
        List<Map<String, String>> states = new ArrayList<>();
        states.add(files());
        for (int number = 7; number >= 1; number--) {
            ObjectNode undone = answer("operation.undo", "operation_id", id(number));
            assertThat(undone.at("/data/undone").asBoolean()).isTrue();
            assertThat(undone.at("/data/operation_id").asInt()).isEqualTo(number);
            states.add(files());
        }
        for (int number = 1; number <= 7; number++) {
            assertThat(files()).as("before redoing %d", number).isEqualTo(states.get(8 - number));
            ObjectNode redone = answer("operation.redo", "operation_id", number);
            assertThat(redone.at("/data/redone").asBoolean()).isTrue();
        }
        assertThat(files()).isEqualTo(states.getFirst());
        assertThat(sound()).isTrue();
    }

    @Test
    void rows_and_files_of_a_scaffold_go_together_and_come_back_together() throws Exception {
        Map<String, String> before = files();
        scaffold();
        Map<String, String> after = files();
        assertThat(after).hasSizeGreaterThan(before.size());

        answer("operation.undo", "operation_id", 1);
        assertThat(files()).isEqualTo(before);
        answer("operation.redo", "operation_id", "OP-000001");
        assertThat(files()).isEqualTo(after);
    }

    @Test
    void what_later_work_rests_on_is_not_undone_and_the_refusal_names_it() {
        create("iss:a");
        answer(
                "registry.entity.update",
                "section",
                "issues",
                "entity_id",
                "iss:a",
                "changes",
                Map.of("title", "other"));
        refusedUndo(
                1, "later work depends on OP-000001: OP-000002 (registry.entity.update by operator) on issues.iss:a");

        answer("operation.undo", "operation_id", 2);
        answer("operation.undo", "operation_id", 1);
        refused(ErrorCode.CONFLICT, "Redo failed: OP-000003 is itself an undo", "operation.redo", "operation_id", 3);
    }

    @Test
    void what_an_open_lease_or_a_completed_slice_rests_on_is_not_undone() throws Exception {
        answer(
                "registry.entity.update",
                "section",
                "features",
                "entity_id",
                "feat:a",
                "changes",
                Map.of("title", "other"));
        JsonNode lease = lease("w1");
        refusedUndo(1, "w1 works on feat:a under " + lease.path("lease_id").asText());

        answer(
                "operation.undo",
                "operation_id",
                1,
                "lease_id",
                lease.path("lease_id").asText(),
                "fencing_token",
                lease.path("fencing_token").asLong());
        answer(
                "operation.redo",
                "operation_id",
                1,
                "lease_id",
                lease.path("lease_id").asText(),
                "fencing_token",
                lease.path("fencing_token").asLong());
        repository().artifact(TestRepository.evidencePath("a")).artifact("src/a/check.txt");
        answer("registry.entity.upsert", "section", "tests", "entity", Map.of("id", "tst:a", "status", "passing"));
        answer("registry.entity.upsert", "section", "evidence", "entity", Map.of("id", "evd:a", "status", "passed"));
        ObjectNode completed = answer("slice.complete", held(lease, "result", LeaseContract.report("a")));
        assertThat(completed.path("passed").asBoolean()).as("%s", completed).isTrue();
        refusedUndo(1, "a slice was completed on it");
        answer("operation.list", "limit", 100).at("/data/operations").forEach(operation -> {
            if (operation.path("kind").asText().equals("slice.complete")) {
                refused(
                        ErrorCode.CONFLICT,
                        "a slice was completed on it",
                        "operation.undo",
                        "operation_id",
                        operation.path("id").asText());
            }
        });
    }

    @Test
    void decisions_on_leases_are_history() {
        JsonNode lease = lease("w1");
        int claimed = entries();
        refusedUndo(
                claimed,
                "is a decision that others have acted on, and is not undone; give the slice back with abandon_slice");
        answer("slice.abandon", held(lease, "reason", "enough"));
        refusedUndo(claimed + 1, "claim the slice again");
    }

    @Test
    void an_operation_is_undone_once_and_an_undo_is_not_undone_but_redone() {
        create("iss:a");
        answer("operation.undo", "operation_id", 1);
        refusedUndo(1, "OP-000001 was undone by OP-000002");
        refusedUndo(2, "OP-000002 is itself an undo; redo OP-000001 instead");
        assertThat(answer("operation.list").at("/data/operations/1/undone").asBoolean())
                .isTrue();
        answer("operation.redo", "operation_id", 1);
        refused(ErrorCode.CONFLICT, "OP-000001 is not undone", "operation.redo", "operation_id", 1);
        answer("operation.undo", "operation_id", 1);
        assertThat(sound()).isTrue();
    }

    @Test
    void what_somebody_changed_beside_the_log_stays_as_they_made_it() throws Exception {
        Path test = folder.resolve(scaffold());
        Files.writeString(test, "# mine\n");
        Refusal refusal = refusal("operation.undo", "operation_id", 1);
        assertThat(refusal.message())
                .contains(
                        "Undo failed: ",
                        "changed since",
                        folder.relativize(test).toString());
        assertThat(test).hasContent("# mine\n");
        assertThat(answer("operation.list").at("/data/operations/0/undone").asBoolean())
                .isFalse();
    }

    @Test
    void an_undo_that_would_break_a_rule_is_refused_and_not_marked() throws Exception {
        repository().ready("a").unwired("b").write();
        answer("registry.scaffold", "feature_id", "feat:b", "target_tier", "T1");
        Map<String, String> before = files();
        refused(
                ErrorCode.REGISTRY_INVALID,
                "Undo failed: Registry validation failed after undoing OP-000001: features.feat:b is in-bound but has no linked claims",
                "operation.undo",
                "operation_id",
                1);
        assertThat(files()).isEqualTo(before);
        assertThat(answer("operation.list").at("/data/operations/0/undone").asBoolean(true))
                .isFalse();
    }

    @Test
    void an_id_that_is_none_is_refused_in_the_words_of_the_contract() {
        for (String wrong : List.of("", "OP-", "S-000001", "OP-1x", "-1")) {
            refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "Missing or invalid operation_id (number or OP-XXXXXX string)",
                    "operation.undo",
                    "operation_id",
                    wrong);
        }
        refused(
                ErrorCode.NOT_FOUND,
                "Undo failed: there is no operation OP-000005",
                "operation.undo",
                "operation_id",
                5);
    }

    @Test
    void the_same_request_is_undone_once() {
        create("iss:a");
        ObjectNode undo = arguments("operation_id", 1);
        ObjectNode first = answered(call("operation.undo", undo, "r1"));
        assertThat(answered(call("operation.undo", undo, "r1"))).hasToString(first.toString());
        assertThat(entries()).isEqualTo(2);
    }

    private void create(String id) {
        ObjectNode issue = arguments(
                "id",
                id,
                "title",
                "Issue",
                "status",
                "open",
                "severity",
                "low",
                "description",
                "Found.",
                "release_blocking",
                false,
                "feature_ids",
                List.of("feat:a"));
        issue.putObject("plan").put("horizon", "backlog").putNull("slot");
        List.of("claim_ids", "test_ids", "evidence_ids", "risk_ids").forEach(issue::putArray);
        answer("registry.entity.create", "section", "issues", "entity", issue);
    }

    /** Makes a feature with the files of its planned proof; answers the path of its test. */
    private String scaffold() {
        ObjectNode feature = answer("registry.entity.get", "section", "features", "entity_id", "feat:a")
                .path("entity")
                .deepCopy();
        feature.put("id", "feat:n").put("implementation_status", "absent");
        List.of("claim_ids", "test_ids").forEach(feature::putArray);
        return answer("registry.entity.create", "section", "features", "entity", feature, "auto_scaffold", true)
                .at("/scaffolded/test_path")
                .asText();
    }

    private void refusedUndo(int number, String why) {
        refused(ErrorCode.CONFLICT, "Undo failed: ", "operation.undo", "operation_id", number);
        refused(ErrorCode.CONFLICT, why, "operation.undo", "operation_id", number);
    }

    private static String id(int number) {
        return "OP-%06d".formatted(number);
    }

    private int entries() {
        return answer("operation.list", "limit", 1000)
                .path("data")
                .path("operations")
                .size();
    }

    private boolean sound() {
        return answer("audit.verify").path("passed").asBoolean();
    }

    /** Every file but those of the control folder and of git, by its path. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString();
                if (!name.startsWith(".ssot/control") && !name.startsWith(".git/")) {
                    files.put(name, Files.readString(path));
                }
            }
        }
        return files;
    }
}
