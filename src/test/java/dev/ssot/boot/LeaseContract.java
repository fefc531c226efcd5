package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.registry.json.Json;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a lease after it was granted. */
abstract class LeaseContract extends OperationsContract {

    /** Changes of rows, which may name the lease that they are made under. */
    private static final Map<String, Map<String, Object>> UNDER_A_LEASE = Map.of(
            "registry.entity.upsert",
            Map.of("section", "tests", "entity", Map.of("id", "tst:a", "title", "New")),
            "registry.entity.create",
            Map.of("section", "tests", "entity", Map.of("id", "tst:new", "title", "New")),
            "registry.entity.update",
            Map.of("section", "tests", "entity_id", "tst:a", "changes", Map.of("title", "New")),
            "registry.entity.link",
            Map.of("section", "features", "entity_id", "feat:a", "links", Map.of("requires", List.of("feat:b"))),
            "registry.entity.unlink",
            Map.of("section", "tests", "entity_id", "tst:a", "links", Map.of("claim_ids", List.of("clm:a.t1"))),
            "registry.entity.delete",
            Map.of("section", "tests", "entity_id", "tst:a"));

    @Test
    void renewing_moves_the_deadline_and_keeps_the_token() throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w");
        clock.advance(Duration.ofMinutes(10));

        JsonNode renewed = answer("slice.renew", held(lease, "ttl_seconds", 60)).path("lease");

        assertThat(renewed.path("expires_at").asText()).isEqualTo("2026-03-01T12:11:00Z");
        assertThat(renewed.path("fencing_token")).isEqualTo(lease.path("fencing_token"));
        assertThat(eventKinds()).endsWith("maturation_lease_renewed");
    }

    @ParameterizedTest
    @MethodSource("carryingALease")
    void nothing_is_accepted_from_a_lease_at_or_past_its_deadline(String operation) throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w1");
        clock.advance(Duration.ofMinutes(30));

        refused(ErrorCode.LEASE_NOT_ACTIVE, "lease is not active: expired", operation, carrying(operation, lease));

        JsonNode successor = lease("w2");
        assertThat(successor.path("feature_id")).isEqualTo(lease.path("feature_id"));
        assertThat(successor.path("fencing_token").asLong())
                .isGreaterThan(lease.path("fencing_token").asLong());
        assertThat(refusal(operation, carrying(operation, lease)).next())
                .contains("feat:a is now held by w2 until 2026-03-01T13:00:00Z");
        assertThat(eventKinds()).contains("lease_expired").doesNotContain("registry_updated");
    }

    static Stream<String> carryingALease() {
        return Stream.concat(
                Stream.of("slice.renew", "slice.beat", "slice.complete", "slice.abandon", "slice.extend_scope"),
                UNDER_A_LEASE.keySet().stream().sorted());
    }

    @Test
    void one_second_before_its_deadline_a_lease_still_holds() throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w");
        clock.advance(Duration.ofMinutes(30).minusSeconds(1));

        assertThat(answer("slice.renew", held(lease)).path("passed").asBoolean())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("carryingALease")
    void only_the_holder_with_its_token_is_heard(String operation) throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w1");
        String id = lease.path("lease_id").asText();
        long token = lease.path("fencing_token").asLong();

        if (!UNDER_A_LEASE.containsKey(operation)) {
            refused(
                    ErrorCode.LEASE_NOT_HELD,
                    "worker does not own lease",
                    operation,
                    carrying(operation, "w2", id, token));
        }
        for (long stale : new long[] {0, token + 1}) {
            refused(ErrorCode.LEASE_NOT_HELD, "stale fencing token", operation, carrying(operation, "w1", id, stale));
        }
        refused(
                ErrorCode.NOT_FOUND,
                "unknown lease: lease:none",
                operation,
                carrying(operation, "w1", "lease:none", token));
        assertThat(eventKinds()).containsExactly("maturation_lease_acquired");
    }

    static Object[] carrying(String operation, JsonNode lease) {
        return carrying(
                operation,
                lease.path("worker_id").asText(),
                lease.path("lease_id").asText(),
                lease.path("fencing_token").asLong());
    }

    /** Well-formed arguments of an operation that carries a lease. */
    private static Object[] carrying(String operation, String worker, String lease, long token) {
        List<Object> all = new ArrayList<>(List.of("lease_id", lease, "fencing_token", token));
        UNDER_A_LEASE.getOrDefault(operation, Map.of("worker_id", worker)).forEach((name, value) -> {
            all.add(name);
            all.add(value);
        });
        if (operation.equals("slice.extend_scope")) {
            all.addAll(List.of("paths", List.of("src/more")));
        }
        return all.toArray();
    }

    @Test
    void an_abandoned_slice_is_free_at_once_and_its_lease_is_finished() throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w1");

        ObjectNode abandoned = answer("slice.abandon", held(lease, "reason", "lunch"));

        assertThat(abandoned.at("/lease/status").asText()).isEqualTo("abandoned");
        assertThat(abandoned.at("/lease/result/reason").asText()).isEqualTo("lunch");
        assertThat(abandoned.path("blocked_transition").isNull()).isTrue();
        refused(ErrorCode.LEASE_NOT_ACTIVE, "lease is not active: abandoned", "slice.renew", held(lease));
        assertThat(lease("w2").path("feature_id").asText()).isEqualTo("feat:a");
    }

    @Test
    void a_structural_reason_opens_a_blocker_that_the_next_claim_reviews() throws Exception {
        repository().ready("a").write();

        ObjectNode abandoned = answer("slice.abandon", held(lease("w1"), "reason", "Missing target-tier claim here"));

        assertThat(abandoned.at("/blocked_transition/reason").asText()).isEqualTo("worker_reported_structural_blocker");
        assertThat(lease("w2").path("feature_id").asText()).isEqualTo("feat:a");
        assertThat(answer("blocker.list", "status", "resolved")
                        .at("/blocked_transitions/0/reason")
                        .asText())
                .isEqualTo("registry_state_now_satisfies_transition");
    }

    @Test
    void earned_work_completes_and_is_never_offered_again() throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w");
        earn("a");

        ObjectNode completed = complete(lease, report("a"));

        assertThat(completed.path("passed").asBoolean()).as("%s", completed).isTrue();
        assertThat(completed.at("/lease/status").asText()).isEqualTo("done");
        assertThat(completed.at("/completion/gate_result/approved_tier").asText())
                .isEqualTo("T1");
        assertThat(eventKinds()).endsWith("tier_gate_passed", "maturation_lease_completed");
        assertThat(claim("w").path("kind").asText()).isEqualTo("campaign_complete");
    }

    @Test
    void work_that_is_not_earned_is_refused_with_every_reason_and_the_lease_stays() throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w");

        ObjectNode refused = complete(
                lease,
                Map.of(
                        "changed_paths",
                        List.of("src/b/x", ".git/config"),
                        "tests_run",
                        List.of(Map.of("exit_code", 0), Map.of()),
                        "evidence_paths",
                        List.of("src/a/none.json")));

        assertThat(refused.path("passed").asBoolean(true)).isFalse();
        assertThat(refused.at("/lease/status").asText()).isEqualTo("active");
        assertThat(StreamSupport.stream(refused.at("/completion/failures").spliterator(), false)
                        .map(JsonNode::asText))
                .containsExactly(
                        "Claim clm:a.t1 T1 gate requires evidence artifact paths to exist",
                        "Claim clm:a.t1 T1 gate requires linked tests to be passing",
                        "Claim clm:a.t1 T1 gate requires passed linked evidence at or above T1",
                        "completion changed_paths must be under active lease roots",
                        "completion changed_paths must not include forbidden paths",
                        "completion evidence_paths must be paths of evidence rows linked to the T1 claim of feat:a",
                        "completion evidence_paths must exist",
                        "completion requires passing tests_run entries");
        assertThat(eventKinds()).endsWith("tier_gate_failed");
    }

    @Test
    void a_lower_tier_cannot_be_asked_for_to_slip_past_the_gate() throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w");

        refused(
                ErrorCode.CONFLICT,
                "requested_tier T0",
                "slice.complete",
                held(lease, "result", Map.of("requested_tier", "T0", "changed_paths", List.of("src/a/x"))));
    }

    @Test
    void a_t2_gate_needs_a_source_that_is_another_row_of_the_feature() throws Exception {
        var repository = repository().readyForT2("a");
        ObjectNode evidence = repository.row("evidence", "evd:a").put("tier", "T2");
        evidence.putArray("robustness_dimensions").add("negative_cases");
        evidence.putArray("source_evidence_ids").add("evd:a");
        repository.row("claims", "clm:a.t1").putArray("evidence_ids").add("evd:a");
        repository.row("claims", "clm:a.t2").putArray("test_ids").add("tst:none");
        repository.write();
        JsonNode lease = answer("slice.claim", "worker_id", "w", "campaign_id", "t2", "target_tier", "T2")
                .path("lease");

        ObjectNode refused = complete(lease, report("a"));

        assertThat(refused.at("/completion/checks/tier_gate_passed").asBoolean(true))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"changed_paths\":\"src/a\"}",
                "{\"changed_paths\":[1]}",
                "{\"tests_run\":{}}",
                "{\"tests_run\":[0]}",
                "{\"evidence_paths\":null,\"requested_tier\":\"T9\"}"
            })
    void a_report_of_the_wrong_shape_is_an_error_and_not_a_failed_gate(String report) throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w");

        refused(
                ErrorCode.INVALID_ARGUMENTS,
                "result.",
                "slice.complete",
                held(lease, "result", Json.MAPPER.readTree(report)));
        assertThat(eventKinds()).doesNotContain("tier_gate_failed");
    }

    @Test
    void tokens_are_shown_to_the_holder_alone() throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w");

        JsonNode seen = answer(
                        "slice.context", "lease_id", lease.path("lease_id").asText())
                .path("lease");

        assertThat(lease.path("fencing_token").asLong()).isPositive();
        assertThat(seen.path("fencing_token").asLong(-1)).isZero();
    }

    @Test
    void the_context_of_a_slice_holds_its_rows_and_says_when_it_has_expired() throws Exception {
        repository().ready("a").ready("b").write();
        String id = lease("w").path("lease_id").asText();

        ObjectNode context = answer("slice.context", "lease_id", id);
        assertThat(context.at("/feature/id").asText()).isEqualTo("feat:a");
        assertThat(context.path("claims")).hasSize(1);
        assertThat(context.path("tests")).hasSize(1);
        assertThat(context.path("evidence")).hasSize(1);
        assertThat(context.path("forbidden_paths")).hasSize(4);

        clock.advance(Duration.ofHours(1));
        assertThat(answer("slice.context", "lease_id", id).at("/lease/status").asText())
                .isEqualTo("expired");
        refused(ErrorCode.NOT_FOUND, "unknown lease: nope", "slice.context", "lease_id", "nope");
    }

    @Test
    void a_clock_that_goes_back_neither_revives_nor_ends_a_lease_and_is_told_once() throws Exception {
        repository().ready("a").ready("b").write();
        JsonNode first = lease("w1");
        clock.advance(Duration.ofMinutes(31));
        lease("w2");
        clock.advance(Duration.ofHours(-1));

        refused(ErrorCode.LEASE_NOT_ACTIVE, "lease is not active: expired", "slice.renew", held(first));
        lease("w3");

        assertThat(eventKinds()).containsOnlyOnce("clock_went_back");
    }

    @Test
    void a_beat_gives_the_time_again_that_the_holder_last_gave_and_tells_nobody() throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w");
        clock.advance(Duration.ofMinutes(10));

        assertThat(answer("slice.beat", held(lease)).path("expires_at").asText())
                .isEqualTo("2026-03-01T12:40:00Z");
        answer("slice.renew", held(lease, "ttl_seconds", 60));
        clock.advance(Duration.ofSeconds(20));
        assertThat(answer("slice.beat", held(lease)).path("expires_at").asText())
                .isEqualTo("2026-03-01T12:11:20Z");

        assertThat(eventKinds()).containsExactly("maturation_lease_acquired", "maturation_lease_renewed");
        assertThat(answer("worker.list").at("/workers/0/heartbeat_at").asText()).isEqualTo("2026-03-01T12:10:20Z");
    }

    @Test
    void possession_of_lease_and_token_is_enough_whichever_process_shows_them() throws Exception {
        repository().ready("a").write();
        JsonNode lease = answered(callFrom(
                        ProcessIdentity.self(),
                        "slice.claim",
                        "worker_id",
                        "w",
                        "campaign_id",
                        "c",
                        "target_tier",
                        "T1"))
                .path("lease");
        ProcessIdentity stranger = new ProcessIdentity("elsewhere", "boot", "1", 7, "1");

        assertThat(answered(callFrom(stranger, "slice.renew", held(lease)))
                        .path("passed")
                        .asBoolean())
                .isTrue();
        assertThat(answer("slice.abandon", held(lease)).path("passed").asBoolean())
                .isTrue();
    }

    @Test
    void a_write_that_shows_its_lease_renews_it() throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w");
        clock.advance(Duration.ofMinutes(10));

        answer("registry.entity.update", carrying("registry.entity.update", lease));

        assertThat(lease(lease, "expires_at")).isEqualTo("2026-03-01T12:40:00Z");
        assertThat(eventKinds()).containsExactly("maturation_lease_acquired", "registry_updated");
    }

    @Test
    void a_lease_and_its_token_go_together_in_a_write() throws Exception {
        repository().ready("a").write();

        for (Object[] half : new Object[][] {{"lease_id", "lease:x"}, {"fencing_token", 1}}) {
            refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "lease_id and fencing_token are given together",
                    "registry.entity.delete",
                    "section",
                    "tests",
                    "entity_id",
                    "tst:a",
                    half[0],
                    half[1]);
        }
    }

    @Test
    void a_write_under_a_lease_that_is_asked_again_after_the_lease_has_ended_gets_its_answer() throws Exception {
        repository().ready("a").write();
        ObjectNode update = arguments(carrying("registry.entity.update", lease("w")));

        ObjectNode first = answered(call("registry.entity.update", update, "request-1"));
        clock.advance(Duration.ofHours(1));

        assertThat(answered(call("registry.entity.update", update, "request-1")))
                .isEqualTo(first);
        assertThat(eventKinds()).containsOnlyOnce("registry_updated");
    }

    @Test
    void free_paths_are_added_to_a_lease_at_once() throws Exception {
        repository().ready("a").ready("b").write();
        JsonNode lease = lease("w");
        clock.advance(Duration.ofMinutes(10));

        ObjectNode extended = answer(
                "slice.extend_scope",
                held(lease, "paths", List.of("docs/./guide/**", "docs", "src/a/deeper", "tools/x.sh")));

        assertThat(extended.path("kind").asText()).isEqualTo("scope_extended");
        assertThat(extended.path("added")).isEqualTo(Json.MAPPER.valueToTree(List.of("docs", "tools/x.sh")));
        assertThat(extended.at("/lease/path_roots"))
                .isEqualTo(Json.MAPPER.valueToTree(List.of(".ssot/evidence/a", "docs", "src/a", "tools/x.sh")));
        assertThat(extended.at("/lease/expires_at").asText()).isEqualTo("2026-03-01T12:40:00Z");
        assertThat(answer("lease.inspect", "lease_id", lease.path("lease_id").asText())
                        .at("/lease/path_roots"))
                .isEqualTo(extended.at("/lease/path_roots"));
        JsonNode event = answer("event.list").at("/events/1");
        assertThat(event.path("kind").asText()).isEqualTo("maturation_lease_extended");
        assertThat(event.at("/payload/path_roots")).isEqualTo(extended.path("added"));
        assertThat(answer("slice.extend_scope", held(lease, "paths", List.of("docs/more")))
                        .path("added"))
                .isEmpty();
        assertThat(eventKinds()).hasSize(2);
    }

    @Test
    void what_a_lease_was_extended_by_is_closed_to_others_and_open_to_its_completion() throws Exception {
        repository().ready("a").ready("b", "docs").write();
        JsonNode lease = lease("w1");
        assertThat(lease.path("feature_id").asText()).isEqualTo("feat:b");

        JsonNode other = lease("w2");
        answer("slice.abandon", held(lease));
        answer("slice.extend_scope", held(other, "paths", List.of("docs/guide")));

        assertThat(claim("w1").path("kind").asText()).isEqualTo("no_work");
        earn("a");
        Map<String, Object> report = new HashMap<>(report("a"));
        report.put("changed_paths", List.of("docs/guide/x.md"));
        assertThat(complete(other, report).path("passed").asBoolean()).isTrue();
    }

    @Test
    void paths_that_another_lease_covers_are_a_recorded_conflict_and_nothing_is_added() throws Exception {
        repository().ready("a").ready("b").write();
        JsonNode lease = lease("w1");
        JsonNode other = lease("w2");
        List<String> wanted = List.of("free", "src/b/x", "src");

        ObjectNode held = answer("slice.extend_scope", held(lease, "paths", wanted));

        assertThat(held.path("passed").asBoolean(true)).isFalse();
        assertThat(held.path("kind").asText()).isEqualTo("scope_held");
        assertThat(held.at("/holders/0/worker_id").asText()).isEqualTo("w2");
        assertThat(held.at("/holders/0/feature_id")).isEqualTo(other.path("feature_id"));
        assertThat(held.at("/holders/0/expires_at").asText()).isEqualTo("2026-03-01T12:30:00Z");
        assertThat(answer("lease.inspect", "lease_id", lease.path("lease_id").asText())
                        .at("/lease/path_roots"))
                .isEqualTo(lease.path("path_roots"));
        JsonNode conflict = answer("conflict.list").at("/conflicts/0");
        assertThat(conflict).isEqualTo(held.at("/conflicts/0"));
        assertThat(conflict.path("owner_lease_id")).isEqualTo(other.path("lease_id"));
        assertThat(conflict.path("suspected_actor").asText()).isEqualTo("w1");
        assertThat(conflict.path("changed_paths")).isEqualTo(Json.MAPPER.valueToTree(List.of("src/b/x", "src")));
        assertThat(eventKinds()).containsOnlyOnce("path_conflict_detected");

        assertThat(answer("slice.extend_scope", held(lease, "paths", wanted)).path("conflicts"))
                .isEqualTo(held.path("conflicts"));
        assertThat(eventKinds()).containsOnlyOnce("path_conflict_detected");
        clock.advance(Duration.ofMinutes(20));
        answer("slice.renew", held(lease));
        clock.advance(Duration.ofMinutes(10));
        assertThat(answer("slice.extend_scope", held(lease, "paths", wanted))
                        .path("kind")
                        .asText())
                .as("the holder has expired")
                .isEqualTo("scope_extended");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "/etc",
                ".",
                ".git/hooks",
                ".ssot",
                ".ssot/registry.json",
                ".ssot/control/x",
                "src/*.c",
                "out/x"
            })
    void no_lease_is_extended_by_a_path_that_none_may_cover(String path) throws Exception {
        repository().ready("a").write();
        Files.createSymbolicLink(folder.resolve("out"), Path.of("/"));
        JsonNode lease = lease("w");

        refused(
                ErrorCode.INVALID_ARGUMENTS,
                "paths: ",
                "slice.extend_scope",
                held(lease, "paths", List.of("ok", path)));

        assertThat(eventKinds()).containsExactly("maturation_lease_acquired");
    }

    private String lease(JsonNode lease, String field) {
        return answer("lease.inspect", "lease_id", lease.path("lease_id").asText())
                .path("lease")
                .path(field)
                .asText();
    }

    void earn(String name) throws IOException {
        repository().artifact(TestRepository.evidencePath(name)).artifact("src/%s/check.txt".formatted(name));
        answer(
                "registry.entity.upsert",
                "section",
                "tests",
                "entity",
                Map.of("id", "tst:" + name, "status", "passing"));
        answer(
                "registry.entity.upsert",
                "section",
                "evidence",
                "entity",
                Map.of("id", "evd:" + name, "status", "passed"));
    }

    static Map<String, Object> report(String name) {
        return Map.of(
                "changed_paths", List.of("src/%s/check.txt".formatted(name)),
                "tests_run", List.of(Map.of("command", "true", "exit_code", 0)),
                "evidence_paths", List.of(TestRepository.evidencePath(name)));
    }

    ObjectNode complete(JsonNode lease, Map<String, Object> report) {
        return answered(call("slice.complete", arguments(held(lease, "result", report)), null));
    }
}
