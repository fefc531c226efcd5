package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims: who gets what, and what the others are told. */
abstract class ClaimContract extends OperationsContract {

    @Test
    void a_claim_grants_the_lowest_tier_with_the_fewest_roots_first_then_by_id() throws Exception {
        repository()
                .readyForT2("a-higher")
                .ready("b-two")
                .ready("c-one", "src/c")
                .ready("d-one", "src/d")
                .write();

        assertThat(claim2("w1")).isEqualTo("feat:c-one");
        assertThat(claim2("w2")).isEqualTo("feat:d-one");
        assertThat(claim2("w3")).isEqualTo("feat:b-two");
        assertThat(claim2("w4")).isEqualTo("feat:a-higher");
    }

    private String claim2(String worker) {
        return answer("slice.claim", "worker_id", worker, "campaign_id", "t2", "target_tier", "T2")
                .at("/lease/feature_id")
                .asText();
    }

    @Test
    void a_grant_shows_everything_that_the_holder_needs() throws Exception {
        repository().ready("a").write();

        JsonNode lease = lease("w1");

        assertThat(lease.path("status").asText()).isEqualTo("active");
        assertThat(lease.path("fencing_token").isIntegralNumber()).isTrue();
        assertThat(lease.path("from_tier").asText() + lease.path("to_tier").asText())
                .isEqualTo("T0T1");
        assertThat(lease.path("path_roots")).extracting(JsonNode::asText).containsExactly(".ssot/evidence/a", "src/a");
        assertThat(lease.path("expires_at").asText()).isEqualTo("2026-03-01T12:30:00Z");
        assertThat(lease.path("registry_hash_at_claim").asText()).hasSize(64);
    }

    @Test
    void who_finds_everything_taken_is_told_by_whom_and_when_to_ask_again() throws Exception {
        repository().ready("a").write();
        lease("w1");

        ObjectNode second = claim("w2");

        assertThat(second.path("kind").asText()).isEqualTo("no_work");
        assertThat(second.at("/holders/0/worker_id").asText()).isEqualTo("w1");
        assertThat(second.at("/holders/0/feature_id").asText()).isEqualTo("feat:a");
        assertThat(second.path("retry_after_seconds").asInt()).isBetween(1, 60);
        assertThat(second.at("/campaign/incomplete/0/feature_id").asText()).isEqualTo("feat:a");
    }

    @Test
    void as_many_workers_as_free_slices_all_get_one_at_the_same_instant() throws Exception {
        var repository = repository();
        IntStream.range(0, 8).forEach(i -> repository.ready("f" + i));
        repository.write();
        CyclicBarrier together = new CyclicBarrier(8);
        List<Callable<ObjectNode>> claims = IntStream.range(0, 8)
                .<Callable<ObjectNode>>mapToObj(i -> () -> {
                    together.await();
                    return claim("w" + i);
                })
                .toList();

        Set<String> features = new HashSet<>();
        Set<Long> tokens = new HashSet<>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (Future<ObjectNode> claim : pool.invokeAll(claims)) {
                features.add(claim.get().at("/lease/feature_id").asText());
                tokens.add(claim.get().at("/lease/fencing_token").asLong());
            }
        }

        assertThat(features).hasSize(8).doesNotContain("");
        assertThat(tokens).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/x", "src", "src/x/deep/er", "./src/x/", "src//x", "src/y/../x", "src\\x", "src/x/**"})
    void overlapping_roots_are_held_by_one_worker_only(String root) throws Exception {
        repository().ready("a", "src/x").ready("b", root).write();

        lease("w1");

        assertThat(claim("w2").path("kind").asText()).isEqualTo("no_work");
    }

    @Test
    void roots_that_merely_begin_alike_do_not_overlap() throws Exception {
        repository()
                .ready("a", "src/ab")
                .ready("b", "src/a")
                .ready("c", "src/a-b")
                .write();

        lease("w1");
        lease("w2");
        lease("w3");
    }

    @Test
    void a_link_to_a_held_root_is_that_root() throws Exception {
        Path root = repository().ready("a", "src/real").ready("b", "src/alias").write();
        Files.createDirectories(root.resolve("src/real"));
        Files.createSymbolicLink(root.resolve("src/alias"), root.resolve("src/real"));

        lease("w1");

        assertThat(claim("w2").path("kind").asText()).isEqualTo("no_work");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".git",
                ".git/hooks",
                ".GIT/hooks",
                "sub/.git",
                "../outside",
                "/etc",
                "C:\\x",
                ".",
                ".ssot",
                ".SSOT",
                ".ssot/control",
                ".ssot/control/x",
                ".ssot/registry.json",
                ".ssot/Registry.json.lock",
                "src/*.java",
                "src/**/x"
            })
    void a_root_that_no_lease_may_cover_blocks_its_own_feature_only(String root) throws Exception {
        repository().ready("a", root).ready("b").write();

        assertThat(lease("w1").path("feature_id").asText()).isEqualTo("feat:b");
        JsonNode blocked = answer("blocker.list", "campaign_id", "c").path("blocked_transitions");
        assertThat(blocked).hasSize(1);
        assertThat(blocked.at("/0/reason").asText()).isEqualTo("invalid_lease_roots");
        assertThat(blocked.at("/0/feature_id").asText()).isEqualTo("feat:a");
    }

    @Test
    void a_root_that_a_link_leads_out_of_the_repository_blocks_until_the_link_is_mended() throws Exception {
        Path root = repository().ready("a", "src/out").write();
        Files.createDirectories(root.resolve("src"));
        Files.createSymbolicLink(root.resolve("src/out"), runtime);

        assertThat(claim("w1").path("reason").asText()).isEqualTo("invalid_lease_roots");
        assertThat(claim("w1").path("blocked_in_call")).isEmpty();

        Files.delete(root.resolve("src/out"));
        assertThat(lease("w1").path("feature_id").asText()).isEqualTo("feat:a");
    }

    @Test
    void a_finished_scope_completes_the_campaign_once_and_grants_nothing_more() throws Exception {
        Path root = repository().done("a").write();

        assertThat(claim("w1").path("kind").asText()).isEqualTo("campaign_complete");
        Files.delete(root.resolve(".ssot/evidence/a/t1.json"));
        clock.advance(Duration.ofMinutes(1));

        assertThat(claim("w1").path("kind").asText()).isEqualTo("campaign_complete");
        assertThat(eventKinds()).containsExactly("campaign_complete");
    }

    @Test
    void an_artifact_that_vanished_reopens_its_feature_for_a_campaign_that_runs() throws Exception {
        Path root = repository().done("a").ready("b").write();
        lease("w1");
        Files.delete(root.resolve(".ssot/evidence/a/t1.json"));
        clock.advance(Duration.ofSeconds(2));

        assertThat(lease("w2").path("feature_id").asText()).isEqualTo("feat:a");
    }

    @Test
    void an_empty_scope_is_never_complete() throws Exception {
        repository().done("a").profile("nothing").write();

        ObjectNode claimed =
                answer("slice.claim", "worker_id", "w", "campaign_id", "c", "profile_ids", List.of("prf:nothing"));

        assertThat(claimed.path("kind").asText()).isEqualTo("no_work");
        assertThat(claimed.at("/campaign/complete").asBoolean(true)).isFalse();
    }

    @Test
    void a_scope_counts_features_profiles_and_boundaries_and_is_kept() throws Exception {
        repository()
                .ready("a")
                .ready("b")
                .ready("c")
                .ready("d")
                .profile("p", "b")
                .boundary("q", "c")
                .write();
        answer(
                "slice.claim",
                "worker_id",
                "w1",
                "campaign_id",
                "c",
                "target_tier",
                "T1",
                "feature_ids",
                List.of("feat:a"),
                "profile_ids",
                List.of("prf:p"),
                "boundary_ids",
                List.of("bnd:q"));

        assertThat(lease("w2").path("feature_id").asText()).isEqualTo("feat:b");
        assertThat(lease("w3").path("feature_id").asText()).isEqualTo("feat:c");
        assertThat(claim("w4").path("kind").asText()).isEqualTo("no_work");
        assertThat(answer("campaign.status", "campaign_id", "c")
                        .at("/summary/features_considered_count")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void a_request_that_contradicts_the_campaign_is_refused_and_changes_nothing() throws Exception {
        repository().ready("a").ready("b").write();
        lease("w1");

        refused(
                ErrorCode.CONFLICT,
                "target_tier T1",
                "slice.claim",
                "worker_id",
                "w",
                "campaign_id",
                "c",
                "target_tier",
                "T2");
        refused(
                ErrorCode.CONFLICT,
                "another scope",
                "slice.claim",
                "worker_id",
                "w",
                "campaign_id",
                "c",
                "feature_ids",
                List.of("feat:b"));
        refused(
                ErrorCode.CONFLICT,
                "belongs to worker w1",
                "slice.claim",
                "worker_id",
                "w",
                "campaign_id",
                "c",
                "os_user",
                "w1");
        refused(
                ErrorCode.NOT_FOUND,
                "feat:none, prf:none",
                "slice.claim",
                "worker_id",
                "w",
                "campaign_id",
                "new",
                "feature_ids",
                List.of("feat:none"),
                "profile_ids",
                List.of("prf:none"));
        assertThat(answer("campaign.status", "campaign_id", "new")
                        .path("campaign")
                        .isNull())
                .isTrue();
        assertThat(answer("orchestrator.status").path("agent_count").asInt()).isEqualTo(1);
    }

    @Test
    void the_feature_limit_counts_features_with_work_to_do() throws Exception {
        repository().done("a").done("b").ready("c").ready("d").write();

        ObjectNode claimed =
                answer("slice.claim", "worker_id", "w1", "campaign_id", "c", "target_tier", "T1", "feature_limit", 1);

        assertThat(claimed.at("/lease/feature_id").asText()).isEqualTo("feat:c");
        ObjectNode second =
                answer("slice.claim", "worker_id", "w2", "campaign_id", "c", "target_tier", "T1", "feature_limit", 1);
        assertThat(second.path("kind").asText()).isEqualTo("no_work");
    }

    @Test
    void features_out_of_bounds_and_features_whose_requirements_lag_are_not_offered() throws Exception {
        var repository = repository().ready("a").ready("b").readyForT2("c");
        ((ObjectNode) repository.row("features", "feat:a").get("plan")).put("horizon", "out_of_bounds");
        ((ObjectNode) repository.row("features", "feat:b").get("lifecycle")).put("stage", "deprecated");
        repository.row("features", "feat:c").putArray("requires").add("feat:a");
        repository.write();

        ObjectNode claimed = answer("slice.claim", "worker_id", "w", "campaign_id", "c", "target_tier", "T2");

        assertThat(claimed.path("kind").asText()).isEqualTo("no_work");
        assertThat(claimed.at("/campaign/features_considered_count").asInt()).isEqualTo(1);
    }

    @Test
    void retired_and_blocked_claims_prove_nothing() throws Exception {
        var repository = repository().done("a").done("b");
        repository.row("claims", "clm:a.t1").put("status", "retired");
        repository.row("claims", "clm:b.t1").put("status", "blocked");
        repository.write();

        assertThat(answer("campaign.status", "campaign_id", "c", "target_tier", "T1")
                        .at("/summary/incomplete_count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void that_there_was_no_work_is_not_kept_and_the_same_request_gets_what_has_become_free() throws Exception {
        repository().ready("a").write();
        JsonNode first = lease("w1");
        ObjectNode asked = arguments("worker_id", "w2", "campaign_id", "c", "target_tier", "T1");

        assertThat(answered(call("slice.claim", asked, "r")).path("kind").asText())
                .isEqualTo("no_work");
        answer("slice.abandon", held(first, "reason", "over"));

        assertThat(answered(call("slice.claim", asked, "r"))
                        .at("/lease/feature_id")
                        .asText())
                .isEqualTo("feat:a");
    }

    @Test
    void the_same_request_id_gets_the_first_answer_and_another_use_of_it_is_refused() throws Exception {
        repository().ready("a").ready("b").write();
        ObjectNode arguments = arguments("worker_id", "w", "campaign_id", "c", "target_tier", "T1");

        ObjectNode first = answered(call("slice.claim", arguments.deepCopy(), "r-1"));
        ObjectNode again = answered(call("slice.claim", arguments.deepCopy(), "r-1"));

        assertThat(again).hasToString(first.toString());
        assertThat(eventKinds()).containsExactly("maturation_lease_acquired");
        var other = call("slice.claim", arguments.deepCopy().put("worker_id", "v"), "r-1");
        assertThat(((Outcome.Refused) other).refusal().code()).isEqualTo(ErrorCode.CONFLICT);
    }
}
