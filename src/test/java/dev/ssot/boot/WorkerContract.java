package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers: who may claim under a name, and how an operator stops them. */
abstract class WorkerContract extends OperationsContract {

    private static final ProcessIdentity HERE = ProcessIdentity.self();
    private static final ProcessIdentity OTHER_MACHINE = new ProcessIdentity("far", "boot", "1", 7, "1");

    private Process neighbour;

    @AfterEach
    void killNeighbour() {
        if (neighbour != null) {
            neighbour.destroyForcibly();
        }
    }

    /** Another process of this machine, which lives until it is killed. */
    private ProcessIdentity neighbour() throws IOException {
        neighbour = new ProcessBuilder("sleep", "600").start();
        return ProcessIdentity.of(neighbour.pid()).orElseThrow();
    }

    @Test
    void a_paused_worker_gets_no_new_lease_and_keeps_those_that_it_has() throws Exception {
        repository().ready("a").ready("b").write();
        JsonNode lease = lease("w");

        ObjectNode paused = answer("worker.pause", "worker_id", "w", "reason", "repair");
        assertThat(paused.at("/worker/status").asText()).isEqualTo("paused");
        assertThat(paused.at("/worker/open_leases/0/lease_id")).isEqualTo(lease.path("lease_id"));

        Refusal refusal = refusal("slice.claim", claiming("w"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refusal.message()).contains("worker w is paused");
        assertThat(refusal.next()).contains("ssot worker resume --worker-id w");
        assertThat(answer("slice.renew", held(lease)).path("passed").asBoolean())
                .isTrue();
        assertThat(answer("worker.register", "worker_id", "w")
                        .at("/worker/status")
                        .asText())
                .as("restarting is no way around")
                .isEqualTo("paused");

        assertThat(answer("worker.resume", "worker_id", "w")
                        .at("/worker/status")
                        .asText())
                .isEqualTo("active");
        assertThat(lease("w").path("feature_id").asText()).isEqualTo("feat:b");
    }

    @Test
    void what_is_so_already_is_not_told_again() throws Exception {
        repository().ready("a").write();
        lease("w");

        for (String operation : List.of("worker.pause", "worker.resume", "worker.retire")) {
            answer(operation, "worker_id", "w");
            answer(operation, "worker_id", "w");
        }

        assertThat(eventKinds())
                .containsExactly("maturation_lease_acquired", "worker_paused", "worker_resumed", "worker_retired");
        assertThat(answer("event.list").path("events").findValuesAsText("recommended_action"))
                .containsExactly("none", "pause_and_check_conflicts", "work_may_be_available", "none");
    }

    @Test
    void a_retired_worker_gets_no_lease_and_its_open_ones_are_listed() throws Exception {
        repository().ready("a").ready("b").write();
        JsonNode lease = lease("w");

        ObjectNode retired = answer("worker.retire", "worker_id", "w");

        assertThat(retired.path("given_back")).isEmpty();
        assertThat(retired.at("/worker/open_leases").findValuesAsText("lease_id"))
                .containsExactly(lease.path("lease_id").asText());
        refused(ErrorCode.CONFLICT, "worker w is retired", "slice.claim", claiming("w"));
        refused(ErrorCode.CONFLICT, "worker w is retired", "worker.pause", "worker_id", "w");
        refused(ErrorCode.CONFLICT, "worker w is retired", "worker.resume", "worker_id", "w");
        assertThat(answer("slice.renew", held(lease)).path("passed").asBoolean())
                .isTrue();
        answer("worker.register", "worker_id", "w");
        assertThat(lease("w").path("feature_id").asText()).isEqualTo("feat:b");
    }

    @Test
    void a_retired_worker_can_give_its_slices_back_at_once() throws Exception {
        repository().ready("a").write();
        JsonNode lease = lease("w");

        ObjectNode retired = answer("worker.retire", "worker_id", "w", "give_back", true);

        assertThat(retired.at("/worker/open_leases")).isEmpty();
        assertThat(retired.at("/given_back/0/status").asText()).isEqualTo("abandoned");
        assertThat(retired.at("/given_back/0/fencing_token").asLong(-1)).isZero();
        assertThat(eventKinds()).endsWith("worker_retired", "maturation_lease_abandoned");
        refused(ErrorCode.LEASE_NOT_ACTIVE, "lease is not active: abandoned", "slice.renew", held(lease));
        assertThat(lease("other").path("feature_id").asText()).isEqualTo("feat:a");
    }

    @Test
    void a_name_that_a_living_process_holds_is_refused_to_another_which_may_take_it_over() throws Exception {
        repository().ready("a").ready("b").ready("c").write();
        ProcessIdentity first = neighbour();
        JsonNode lease = granted(callFrom(first, "slice.claim", claiming("w")));
        clock.advance(Duration.ofMinutes(20));

        for (Outcome refused : List.of(
                callFrom(HERE, "slice.claim", claiming("w")),
                callFrom(HERE, "worker.register", "worker_id", "w"),
                call("slice.claim", arguments(claiming("w")), null))) {
            Refusal refusal = ((Outcome.Refused) refused).refusal();
            assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
            assertThat(refusal.message())
                    .contains("worker w is held by process " + first.pid())
                    .contains("since 2026-03-01T12:00:00Z");
            assertThat(refusal.next()).contains("ssot worker register --worker-id w --takeover");
        }
        granted(callFrom(first, "slice.claim", claiming("w")));
        assertThat(answered(callFrom(HERE, "worker.register", "worker_id", "w", "takeover", true))
                        .at("/worker/holder/process")
                        .asText())
                .contains("process " + HERE.pid());

        granted(callFrom(HERE, "slice.claim", claiming("w")));
        assertThat(callFrom(first, "slice.claim", claiming("w"))).isInstanceOf(Outcome.Refused.class);
        assertThat(answered(callFrom(first, "slice.renew", held(lease)))
                        .path("passed")
                        .asBoolean())
                .as("what it was granted stays its own")
                .isTrue();
        assertThat(eventKinds()).containsOnlyOnce("worker_taken_over");
    }

    @ParameterizedTest
    @CsvSource({"worker.register,takeover", "worker.retire,give_back"})
    void an_operator_frees_a_name_that_a_living_process_holds(String operation, String flag) throws Exception {
        repository().ready("a").ready("b").write();
        granted(callFrom(neighbour(), "slice.claim", claiming("w")));

        assertThat(answer(operation, "worker_id", "w", flag, true)
                        .at("/worker/holder")
                        .isNull())
                .isTrue();

        answer("worker.register", "worker_id", "w");
        granted(callFrom(HERE, "slice.claim", claiming("w")));
    }

    @Test
    void the_name_of_a_process_that_is_gone_is_free_at_once() throws Exception {
        repository().ready("a").ready("b").write();
        ProcessIdentity first = neighbour();
        granted(callFrom(first, "slice.claim", claiming("w")));
        neighbour.destroyForcibly().waitFor();

        assertThat(holder("w").path("life").asText()).isEqualTo("gone");
        granted(callFrom(HERE, "slice.claim", claiming("w")));

        assertThat(holder("w").path("life").asText()).isEqualTo("alive");
        assertThat(eventKinds()).doesNotContain("worker_taken_over");
    }

    @Test
    void a_process_of_another_machine_holds_its_name_for_a_minute_after_each_sign_of_life() throws Exception {
        repository().ready("a").ready("b").write();
        granted(callFrom(OTHER_MACHINE, "slice.claim", claiming("w")));
        clock.advance(Duration.ofSeconds(40));
        answered(callFrom(OTHER_MACHINE, "worker.heartbeat", "worker_id", "w"));
        clock.advance(Duration.ofSeconds(59));

        assertThat(callFrom(HERE, "slice.claim", claiming("w"))).isInstanceOf(Outcome.Refused.class);
        assertThat(holder("w").path("life").asText()).isEqualTo("elsewhere");
        clock.advance(Duration.ofSeconds(1));

        granted(callFrom(HERE, "slice.claim", claiming("w")));
    }

    @Test
    void a_command_holds_no_name_so_that_the_next_one_goes_on() throws Exception {
        repository().ready("a").ready("b").ready("c").write();

        lease("w");
        lease("w");
        assertThat(holder("w").isNull()).isTrue();

        granted(callFrom(HERE, "slice.claim", claiming("w")));
        assertThat(holder("w").path("life").asText()).isEqualTo("alive");
    }

    @Test
    void the_list_says_who_is_there_and_what_each_one_holds() throws Exception {
        repository().ready("a").ready("b").write();
        JsonNode lease = lease("w1");
        clock.advance(Duration.ofMinutes(5));
        answer("worker.register", "worker_id", "w2");
        answer("worker.pause", "worker_id", "w2");
        clock.advance(Duration.ofMinutes(1));
        answer("worker.heartbeat", "worker_id", "w1");

        JsonNode workers = answer("worker.list").path("workers");
        assertThat(workers.findValuesAsText("worker_id")).containsExactly("w1", "w2");
        assertThat(workers.at("/0/started_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(workers.at("/0/heartbeat_at").asText()).isEqualTo("2026-03-01T12:06:00Z");
        assertThat(workers.at("/0/open_leases/0/lease_id")).isEqualTo(lease.path("lease_id"));
        assertThat(workers.at("/0/open_leases/0/path_roots")).isEqualTo(lease.path("path_roots"));
        assertThat(workers.toString()).doesNotContain("fencing_token");
        assertThat(answer("worker.list", "status", "paused").path("workers").findValuesAsText("worker_id"))
                .containsExactly("w2");
        assertThat(eventKinds()).containsExactly("maturation_lease_acquired", "worker_registered", "worker_paused");

        clock.advance(Duration.ofMinutes(30));
        assertThat(answer("worker.list").at("/workers/0/open_leases")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker.heartbeat", "worker.pause", "worker.resume", "worker.retire"})
    void a_worker_that_nobody_knows_is_not_found(String operation) throws Exception {
        repository().ready("a").write();

        refused(ErrorCode.NOT_FOUND, "unknown worker: nobody", operation, "worker_id", "nobody");
        refused(ErrorCode.INVALID_ARGUMENTS, "worker_id", operation, "worker_id", " ");
    }

    private static Object[] claiming(String worker) {
        return new Object[] {"worker_id", worker, "campaign_id", "c", "target_tier", "T1"};
    }

    private JsonNode granted(Outcome outcome) {
        ObjectNode answer = answered(outcome);
        assertThat(answer.path("kind").asText()).as("%s", answer).isEqualTo("lease_granted");
        return answer.path("lease");
    }

    private JsonNode holder(String worker) {
        for (JsonNode known : answer("worker.list").path("workers")) {
            if (known.path("worker_id").asText().equals(worker)) {
                return known.path("holder");
            }
        }
        throw new AssertionError("no worker " + worker);
    }
}
