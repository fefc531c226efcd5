package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.registry.json.Json;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a lease after it was granted. */
abstract class LeaseContract extends OperationsContract {

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
    @ValueSource(strings = {"slice.renew", "slice.complete", "slice.abandon"})
    void nothing_is_accepted_from_a_lease_at_or_past_its_deadline(String operation) throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w1");
        clock.advance(Duration.ofMinutes(30));

        refused(ErrorCode.LEASE_NOT_ACTIVE, "lease is not active: expired", operation, held(lease));

        JsonNode successor = lease("w2");
        assertThat(successor.path("feature_id")).isEqualTo(lease.path("feature_id"));
        assertThat(successor.path("fencing_token").asLong())
                .isGreaterThan(lease.path("fencing_token").asLong());
        assertThat(refusal(operation, held(lease)).next()).contains("held by w2");
        assertThat(eventKinds()).contains("lease_expired");
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
    @ValueSource(strings = {"slice.renew", "slice.complete", "slice.abandon"})
    void only_the_holder_with_its_token_is_heard(String operation) throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w1");
        String id = lease.path("lease_id").asText();
        long token = lease.path("fencing_token").asLong();

        refused(
                ErrorCode.LEASE_NOT_HELD,
                "worker does not own lease",
                operation,
                "worker_id",
                "w2",
                "lease_id",
                id,
                "fencing_token",
                token);
        refused(
                ErrorCode.LEASE_NOT_HELD,
                "stale fencing token",
                operation,
                "worker_id",
                "w1",
                "lease_id",
                id,
                "fencing_token",
                token + 1);
        refused(ErrorCode.LEASE_NOT_HELD, "stale fencing token", operation, "worker_id", "w1", "lease_id", id);
        refused(
                ErrorCode.NOT_FOUND,
                "unknown lease: lease:none",
                operation,
                "worker_id",
                "w1",
                "lease_id",
                "lease:none",
                "fencing_token",
                token);
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
