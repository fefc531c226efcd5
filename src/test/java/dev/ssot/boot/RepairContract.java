package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.support.Race;
import dev.ssot.support.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wiring that is missing: who makes it, when, and what the blockers learn of it. */
abstract class RepairContract extends OperationsContract {

    @Test
    void without_auto_scaffold_a_slice_without_its_claim_is_blocked_with_the_calls_that_help() throws Exception {
        Path root = repository().unwired("a").write();
        byte[] before = registryBytes(root);

        ObjectNode blocked = claim("w1", false);

        assertThat(blocked.path("passed").asBoolean()).isFalse();
        assertThat(blocked.path("kind").asText()).isEqualTo("blocked");
        assertThat(blocked.path("reason").asText()).isEqualTo("missing_target_tier_claim_wiring");
        assertThat(blocked.path("auto_scaffold_available").asBoolean()).isTrue();
        assertThat(blocked.path("scaffolded_in_call")).isEmpty();
        JsonNode problem = blocked.path("problem_detail");
        assertThat(problem.path("type").asText()).isEqualTo("ssot.maturation.blocked");
        assertThat(problem.at("/blockers/0/failures/0").asText())
                .isEqualTo("no linked T1 claim found for feature feat:a");
        assertThat(problem.path("recommendations"))
                .extracting(call -> call.path("action").asText())
                .containsExactly(
                        "repair_blocked_transition",
                        "scaffold_target_claim_wiring",
                        "retry_with_auto_scaffold",
                        "raise_feature_limit_if_scope_is_too_narrow");
        assertThat(registryBytes(root)).isEqualTo(before);
        assertThat(eventKinds()).containsExactly("maturation_transition_blocked");
    }

    @Test
    void a_retry_skips_a_blocked_transition_and_a_scope_ignores_the_blockers_of_others() throws Exception {
        repository().unwired("a").ready("b").write();
        blocked("w1", "feat:a");

        assertThat(claim("w2", false).at("/lease/feature_id").asText()).isEqualTo("feat:b");
        ObjectNode elsewhere = answer(
                "slice.claim",
                "worker_id",
                "w3",
                "campaign_id",
                "other",
                "target_tier",
                "T1",
                "feature_ids",
                List.of("feat:b"),
                "auto_scaffold",
                false);
        assertThat(elsewhere.path("kind").asText()).as("feat:b is held").isEqualTo("no_work");
    }

    @Test
    void one_call_records_no_more_blockers_than_it_may() throws Exception {
        repository().unwired("a").unwired("b").unwired("c").write();

        ObjectNode first = answer(
                "slice.claim",
                "worker_id",
                "w",
                "campaign_id",
                "c",
                "target_tier",
                "T1",
                "max_blockers_per_claim",
                2,
                "auto_scaffold",
                false);

        assertThat(first.path("blocked_in_call")).hasSize(2);
        assertThat(claim("w", false).path("blocked_in_call")).hasSize(1);
        assertThat(claim("w", false).path("blocked_transitions")).hasSize(3);
    }

    @Test
    void a_claim_makes_claim_test_and_evidence_and_is_granted() throws Exception {
        Path root = repository().unwired("a.b-c").write();

        ObjectNode granted = claim("w1");

        assertThat(granted.path("kind").asText()).isEqualTo("lease_granted");
        assertThat(granted.at("/scaffolded_in_call/0/created").toString())
                .isEqualTo(
                        "{\"claims\":[\"clm:a.b-c.t1\"],\"tests\":[\"tst:a.b-c.t1\"],\"evidence\":[\"evd:a.b-c.t1\"],"
                                + "\"files\":[\"tests/ssot_scaffold/test_a_b_c_t1.py\",\".ssot/evidence/a.b-c/t1.json\"]}");
        JsonNode registry = registry(root);
        assertThat(registry.at("/claims/0").toString()).isEqualTo("""
                        {"depends_on_claim_ids":[],\
                        "description":"T1 claim scaffolded by ssot-mcp for feat:a.b-c.",\
                        "evidence_ids":["evd:a.b-c.t1"],"feature_ids":["feat:a.b-c"],"id":"clm:a.b-c.t1",\
                        "kind":"runtime","origin":"repo-local","status":"asserted","test_ids":["tst:a.b-c.t1"],\
                        "tier":"T1","title":"Feature a.b-c T1 claim"}""");
        assertThat(registry.at("/tests/0").toString()).isEqualTo("""
                        {"claim_ids":["clm:a.b-c.t1"],"evidence_ids":["evd:a.b-c.t1"],"feature_ids":["feat:a.b-c"],\
                        "id":"tst:a.b-c.t1","kind":"pytest","origin":"repo-local",\
                        "path":"tests/ssot_scaffold/test_a_b_c_t1.py","status":"planned",\
                        "title":"Feature a.b-c T1 scaffold test"}""");
        assertThat(registry.at("/evidence/0").toString()).isEqualTo("""
                        {"claim_ids":["clm:a.b-c.t1"],"id":"evd:a.b-c.t1","kind":"scaffold","origin":"repo-local",\
                        "path":".ssot/evidence/a.b-c/t1.json","status":"planned","test_ids":["tst:a.b-c.t1"],\
                        "tier":"T1","title":"Feature a.b-c T1 scaffold evidence"}""");
        assertThat(Files.readString(root.resolve("tests/ssot_scaffold/test_a_b_c_t1.py")))
                .contains("raise AssertionError");
        byte[] evidence = Files.readAllBytes(root.resolve(".ssot/evidence/a.b-c/t1.json"));
        assertThat(CanonicalJson.write(StrictJson.read(evidence))).isEqualTo(evidence);
        assertThat(eventKinds())
                .containsExactly("registry_updated", "registry_scaffolded", "maturation_lease_acquired");
    }

    @Test
    void what_was_scaffolded_proves_nothing() throws Exception {
        repository().unwired("a").write();
        JsonNode lease = lease("w1");

        ObjectNode completed = answer("slice.complete", held(lease, "result", Map.of()));

        assertThat(completed.path("passed").asBoolean()).isFalse();
    }

    @Test
    void a_claim_of_a_higher_tier_depends_on_the_lower_ones() throws Exception {
        var repository = repository().done("a");
        ((ObjectNode) repository.row("features", "feat:a").get("plan")).put("target_claim_tier", "T2");
        Path root = repository.write();

        answer("registry.scaffold", "feature_id", "feat:a", "target_tier", "T2");

        assertThat(row(root, "claims", "clm:a.t2").path("depends_on_claim_ids").toString())
                .isEqualTo("[\"clm:a.t1\"]");
    }

    @Test
    void files_that_are_there_stay_and_a_second_scaffold_adds_nothing() throws Exception {
        Path root = repository().unwired("a").write();
        Path test = root.resolve("tests/ssot_scaffold/test_a_t1.py");
        Files.createDirectories(test.getParent());
        Files.writeString(test, "mine");

        ObjectNode first = answer("registry.scaffold", "feature_id", "feat:a");
        byte[] written = registryBytes(root);
        ObjectNode second = answer("registry.scaffold", "feature_id", "feat:a");

        assertThat(first.at("/created/files").toString()).isEqualTo("[\".ssot/evidence/a/t1.json\"]");
        assertThat(Files.readString(test)).isEqualTo("mine");
        assertThat(second.path("passed").asBoolean()).isTrue();
        assertThat(second.path("created").toString())
                .isEqualTo("{\"claims\":[],\"tests\":[],\"evidence\":[],\"files\":[]}");
        assertThat(second.path("validation_clean").asBoolean()).isTrue();
        assertThat(registryBytes(root)).isEqualTo(written);
        assertThat(eventKinds()).containsExactly("registry_updated");
    }

    @Test
    void what_is_missing_of_a_scaffold_is_made_again() throws Exception {
        Path root = repository().unwired("a").write();
        answer("registry.scaffold", "feature_id", "feat:a");
        Files.delete(root.resolve(".ssot/evidence/a/t1.json"));

        ObjectNode again = answer("registry.scaffold", "feature_id", "feat:a");

        assertThat(again.at("/created/files").toString()).isEqualTo("[\".ssot/evidence/a/t1.json\"]");
        assertThat(root.resolve(".ssot/evidence/a/t1.json")).exists();
    }

    @Test
    void failures_that_stood_before_do_not_refuse_a_scaffold() throws Exception {
        var repository = repository().unwired("a").ready("broken");
        repository.row("features", "feat:broken").putArray("claim_ids").add("clm:nowhere");
        Path root = repository.write();

        ObjectNode scaffold = answer("registry.scaffold", "feature_id", "feat:a");

        assertThat(scaffold.path("passed").asBoolean()).isTrue();
        assertThat(scaffold.path("new_validation_failures")).isEmpty();
        assertThat(scaffold.path("validation_clean").asBoolean())
                .isEqualTo(scaffold.at("/baseline_validation/passed").asBoolean());
        assertThat(registry(root).path("claims")).hasSize(2);
    }

    @Test
    void a_scaffold_resolves_the_blockers_of_every_campaign() throws Exception {
        repository().unwired("a").unwired("b").write();
        claim("w1", false);
        answer("slice.claim", "worker_id", "w1", "campaign_id", "other", "target_tier", "T1", "auto_scaffold", false);

        ObjectNode scaffold = answer("registry.scaffold", "feature_id", "feat:a", "target_tier", "T1");

        assertThat(scaffold.path("resolved_blocked_transition_count").asInt()).isEqualTo(2);
        assertThat(scaffold.at("/resolved_blocked_transitions/0/reason").asText())
                .isEqualTo("registry_scaffolded");
        assertThat(openBlockers()).containsExactly("feat:b", "feat:b");
        JsonNode event = answer("event.list", "limit", 1000).path("events").path(4);
        assertThat(event.path("kind").asText()).isEqualTo("registry_updated");
        assertThat(event.path("payload").toString())
                .isEqualTo("{\"feature_id\":\"feat:a\",\"source\":\"ssot-mcp\",\"target_tier\":\"T1\","
                        + "\"tool\":\"scaffold_target_claim_wiring\"}");
    }

    @Test
    void a_repair_resolves_its_blocker_once() throws Exception {
        repository().unwired("a").write();
        String id = blocked("w1", "feat:a");

        ObjectNode repaired = answer("blocker.repair", "blocked_id", id);
        ObjectNode again = answer("blocker.repair", "blocked_id", id);

        assertThat(repaired.at("/blocked_transition/status").asText()).isEqualTo("resolved");
        assertThat(repaired.at("/scaffold/claim_id").asText()).isEqualTo("clm:a.t1");
        assertThat(again.path("already_resolved").asBoolean()).isTrue();
        assertThat(again.has("scaffold")).isFalse();
        assertThat(eventKinds())
                .containsExactly("maturation_transition_blocked", "registry_updated", "maturation_transition_repaired");
        assertThat(lease("w1").path("feature_id").asText()).isEqualTo("feat:a");
        refused(ErrorCode.NOT_FOUND, "unknown blocked transition: blk:x", "blocker.repair", "blocked_id", "blk:x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry.scaffold", "blocker.repair", "blocker.repair_all"})
    void the_same_request_gets_the_same_answer_and_acts_once(String operation) throws Exception {
        Path root = repository().unwired("a").write();
        String id = blocked("w1", "feat:a");
        ObjectNode arguments = switch (operation) {
            case "registry.scaffold" -> arguments("feature_id", "feat:a");
            case "blocker.repair" -> arguments("blocked_id", id);
            default -> arguments("campaign_id", "c");
        };

        ObjectNode first = answered(call(operation, arguments.deepCopy(), "r-1"));
        byte[] written = registryBytes(root);
        List<String> events = eventKinds();
        ObjectNode again = answered(call(operation, arguments.deepCopy(), "r-1"));

        assertThat(first.path("passed").asBoolean()).isTrue();
        assertThat(again).hasToString(first.toString());
        assertThat(registryBytes(root)).isEqualTo(written);
        assertThat(eventKinds()).isEqualTo(events);
        var other = call("registry.scaffold", arguments("feature_id", "feat:other"), "r-1");
        assertThat(((Outcome.Refused) other).refusal().code()).isEqualTo(ErrorCode.CONFLICT);
    }

    @Test
    void a_repair_whose_rows_a_crash_left_behind_adds_nothing_and_resolves() throws Exception {
        TestRepository repository = repository().unwired("a");
        Path root = repository.write();
        String id = blocked("w1", "feat:a");
        answer("registry.scaffold", "feature_id", "feat:a");
        byte[] wired = registryBytes(root);
        Files.write(root.resolve(".ssot/registry.json"), repository.bytes());
        String second = claimAgain();
        Files.write(root.resolve(".ssot/registry.json"), wired);

        ObjectNode repaired = answer("blocker.repair", "blocked_id", second);

        assertThat(second).isNotEqualTo(id);
        assertThat(repaired.at("/scaffold/created/claims")).isEmpty();
        assertThat(repaired.at("/blocked_transition/status").asText()).isEqualTo("resolved");
        assertThat(eventKinds()).endsWith("maturation_transition_repaired");
        assertThat(registryBytes(root)).isEqualTo(wired);
    }

    @Test
    void many_blockers_are_repaired_within_scope_and_limit() throws Exception {
        repository().unwired("a").unwired("b").unwired("c").unwired("d").write();
        claim("w1", false);

        ObjectNode scoped = answer("blocker.repair_all", "feature_ids", List.of("feat:d", "feat:c"), "limit", 1);
        ObjectNode elsewhere = answer("blocker.repair_all", "campaign_id", "none");
        ObjectNode rest = answer("blocker.repair_all", "campaign_id", "c");

        assertThat(scoped.path("considered_count").asInt()).isEqualTo(2);
        assertThat(scoped.path("repaired_count").asInt()).isEqualTo(1);
        assertThat(scoped.path("feature_ids").toString()).isEqualTo("[\"feat:c\",\"feat:d\"]");
        assertThat(elsewhere.path("considered_count").asInt()).isZero();
        assertThat(rest.path("repaired_count").asInt()).isEqualTo(3);
        assertThat(rest.path("passed").asBoolean()).isTrue();
        assertThat(openBlockers()).isEmpty();
    }

    @Test
    void rows_do_not_mend_lease_roots() throws Exception {
        Path root = repository().ready("a", "/etc").write();
        byte[] before = registryBytes(root);
        String id = blocked("w1", "feat:a");

        refused(ErrorCode.CONFLICT, "is about the lease roots of feat:a", "blocker.repair", "blocked_id", id);
        ObjectNode all = answer("blocker.repair_all");

        assertThat(all.path("passed").asBoolean()).isFalse();
        assertThat(all.at("/failed/0/scaffold/code").asText()).isEqualTo("conflict");
        assertThat(claim("w1").at("/problem_detail/recommendations"))
                .extracting(call -> call.path("tool").asText())
                .containsOnly("claim_next_maturation_slice");
        assertThat(registryBytes(root)).isEqualTo(before);
    }

    @Test
    void a_scaffold_that_cannot_be_is_refused_and_leaves_everything() throws Exception {
        var repository = repository().unwired("a").unwired("b");
        Path root = repository.write();
        Files.createDirectories(root.resolve(".ssot/evidence"));
        Files.createSymbolicLink(root.resolve(".ssot/evidence/b"), runtime);
        byte[] before = registryBytes(root);

        refused(ErrorCode.NOT_FOUND, "unknown feature id: feat:x", "registry.scaffold", "feature_id", "feat:x");
        refused(ErrorCode.INVALID_ARGUMENTS, "target_tier", "registry.scaffold", "target_tier", "T9");
        refused(
                ErrorCode.REGISTRY_INVALID,
                "a link leads .ssot/evidence/b/t1.json to another place",
                "registry.scaffold",
                "feature_id",
                "feat:b");

        assertThat(registryBytes(root)).isEqualTo(before);
        assertThat(runtime.resolve("t1.json")).doesNotExist();
        assertThat(root.resolve("tests")).doesNotExist();
        assertThat(eventKinds()).isEmpty();
    }

    @Test
    void a_claim_whose_scaffold_fails_blocks_that_step_and_goes_on() throws Exception {
        var repository = repository().unwired("a").ready("z", "src/z", "src/zz");
        // The name that the scaffold would take is taken, by a claim of another tier.
        repository.claimed("other", "clm:a.t1", "T3");
        repository.write();

        ObjectNode granted = claim("w1");

        assertThat(granted.at("/lease/feature_id").asText()).isEqualTo("feat:z");
        assertThat(granted.at("/scaffolded_in_call/0/passed").asBoolean(true)).isFalse();
        assertThat(granted.at("/scaffolded_in_call/0/message").asText())
                .isEqualTo("claim clm:a.t1 exists with tier T3, not T1; link a T1 claim of another id to feat:a");
        assertThat(openBlockers()).containsExactly("feat:a");
        ObjectNode second = claim("w2");
        assertThat(second.path("kind").asText()).isEqualTo("blocked");
        assertThat(second.at("/problem_detail/scaffold_attempt_count").asInt()).isEqualTo(1);
    }

    @Test
    void auto_scaffold_also_takes_up_what_a_claim_without_it_left_blocked_when_nothing_else_is_there()
            throws Exception {
        repository().unwired("a").ready("b", "src/b", "src/bb").write();
        blocked("w1", "feat:a");

        assertThat(lease("w2").path("feature_id").asText()).isEqualTo("feat:b");
        assertThat(lease("w3").path("feature_id").asText()).isEqualTo("feat:a");
        assertThat(openBlockers()).isEmpty();
    }

    @Test
    void workers_that_scaffold_at_once_get_a_feature_each_and_each_is_scaffolded_once() throws Exception {
        int workers = 8;
        TestRepository repository = repository();
        for (int i = 0; i < workers; i++) {
            repository.unwired("f" + i);
        }
        Path root = repository.write();

        List<ObjectNode> claims;
        try (Race race = new Race(workers)) {
            claims = race.round(i -> claim("w" + i));
        }

        assertThat(claims).extracting(claim -> claim.path("kind").asText()).containsOnly("lease_granted");
        assertThat(claims)
                .extracting(claim -> claim.at("/lease/feature_id").asText())
                .doesNotHaveDuplicates();
        assertThat(registry(root).path("claims")).hasSize(workers);
        assertThat(eventKinds().stream().filter("registry_scaffolded"::equals)).hasSize(workers);
        assertThat(eventKinds().stream().filter("registry_updated"::equals)).hasSize(workers);
    }

    @Test
    void one_feature_without_wiring_goes_to_one_of_many_workers() throws Exception {
        Path root = repository().unwired("a").write();

        List<ObjectNode> claims;
        try (Race race = new Race(8)) {
            claims = race.round(i -> claim("w" + i));
        }

        assertThat(claims.stream().filter(claim -> claim.path("kind").asText().equals("lease_granted")))
                .hasSize(1);
        assertThat(claims.stream().filter(claim -> claim.path("kind").asText().equals("no_work")))
                .hasSize(7);
        assertThat(registry(root).path("claims")).hasSize(1);
    }

    private ObjectNode claim(String worker, boolean autoScaffold) {
        return answer(
                "slice.claim",
                "worker_id",
                worker,
                "campaign_id",
                "c",
                "target_tier",
                "T1",
                "auto_scaffold",
                autoScaffold);
    }

    /** Makes a claim without scaffolding record a blocker for the feature, and answers its id. */
    private String blocked(String worker, String feature) {
        answer(
                "slice.claim",
                "worker_id",
                worker,
                "campaign_id",
                "c",
                "target_tier",
                "T1",
                "auto_scaffold",
                false,
                "max_blockers_per_claim",
                1);
        for (JsonNode blocker : answer("blocker.list", "campaign_id", "c").path("blocked_transitions")) {
            if (blocker.path("feature_id").asText().equals(feature)) {
                return blocker.path("blocked_id").asText();
            }
        }
        throw new AssertionError("no blocker for " + feature);
    }

    private String claimAgain() {
        return claim("w1", false).at("/blocked_in_call/0/blocked_id").asText();
    }

    private List<String> openBlockers() {
        return answer("blocker.list").path("blocked_transitions").findValuesAsText("feature_id");
    }

    private static byte[] registryBytes(Path root) throws Exception {
        return Files.readAllBytes(root.resolve(".ssot/registry.json"));
    }

    private static JsonNode registry(Path root) throws Exception {
        return StrictJson.read(registryBytes(root));
    }

    private static JsonNode row(Path root, String section, String id) throws Exception {
        for (JsonNode row : registry(root).path(section)) {
            if (row.path("id").asText().equals(id)) {
                return row;
            }
        }
        throw new AssertionError("no row " + id);
    }
}
