package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.support.Agent;
import dev.ssot.support.Agent.ToolResult;
import dev.ssot.support.GitCommands;
import dev.ssot.support.RunningDaemon;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions that keep their leases alive, and what becomes of those that stop for too long. */
@DisabledOnOs(OS.WINDOWS)
class StoppedHolderIT {

    /** Short, because the tests wait for leases to expire. */
    private static final int SHORT_SECONDS = 3;

    /** Longer than a busy machine is ever late with a beat that is due each second. */
    private static final int LONGER_SECONDS = 10;

    /** Longer than the test. */
    private static final int LONGEST_SECONDS = 600;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String EACH_SECOND = "1";

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    private RunningDaemon daemon;
    private final List<Agent> fronts = new ArrayList<>();

    @BeforeEach
    void oneSlice() throws Exception {
        TestRepository.in(folder).ready("a").write();
        daemon = RunningDaemon.at(runtime);
    }

    @AfterEach
    void end() throws Exception {
        fronts.forEach(Agent::close);
        daemon.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_holder_that_wakes_after_its_deadline_is_heard_by_nothing_that_carries_its_lease(boolean forwards)
            throws Exception {
        if (forwards) {
            daemon.start();
        }
        Map<String, String> flags = forwards ? daemon.flagsOn() : daemon.flagsOff();
        Agent holder = front(flags);
        JsonNode lease = granted(claim(holder, "w1"));
        byte[] registry = Files.readAllBytes(folder.resolve(".ssot/registry.json"));

        signal("STOP", holder.process().pid());
        // It lies in the pipe while its sender sleeps.
        CompletableFuture<ToolResult> sentBefore = holder.callAsync("registry_entity_upsert", underLease(lease));
        JsonNode successor = awaitGrant(front(flags), "w2");
        signal("CONT", holder.process().pid());

        assertThat(successor.path("feature_id")).isEqualTo(lease.path("feature_id"));
        refused(sentBefore.get(60, TimeUnit.SECONDS));
        refused(holder.call("renew_lease", arguments(OperationsContract.held(lease))));
        refused(holder.call("complete_slice", arguments(OperationsContract.held(lease))));
        refused(holder.call("abandon_slice", arguments(OperationsContract.held(lease))));
        refused(holder.call("extend_scope", arguments(OperationsContract.held(lease, "paths", List.of("docs")))));
        refused(holder.call("registry_entity_upsert", underLease(lease)));
        refused(holder.call("registry_entity_link", row(lease, "links", Map.of("claim_ids", List.of("clm:a.t1")))));
        refused(holder.call("registry_entity_unlink", row(lease, "links", Map.of("claim_ids", List.of("clm:a.t1")))));
        refused(holder.call("registry_entity_delete", row(lease)));
        assertThat(folder.resolve(".ssot/registry.json")).hasBinaryContent(registry);
    }

    @Test
    void what_a_holder_writes_after_it_woke_too_late_is_a_conflict_that_names_it() throws Exception {
        TestRepository.in(folder).ready("a").ready("b").write();
        new GitCommands(folder).commitAll();
        daemon.start();
        Agent holder = front(daemon.flagsOn());
        Agent other = front(daemon.flagsOn());
        granted(claim(other, "w2", LONGEST_SECONDS));
        JsonNode lease = granted(claim(holder, "w1"));

        signal("STOP", holder.process().pid());
        await().atMost(PATIENCE)
                .until(() -> seen(other, lease).path("status").asText().equals("expired"));
        signal("CONT", holder.process().pid());
        Path late = folder.resolve(lease.path("feature_id").asText().replace("feat:", "src/"))
                .resolve("late.txt");
        Files.createDirectories(late.getParent());
        // It goes on writing: leases end in whole seconds, and what is written in the last one is its own.
        JsonNode conflict = await().atMost(PATIENCE).until(() -> written(late, other), JsonNode::isObject);
        assertThat(conflict.path("suspected_actor").asText()).isEqualTo("w1");
        assertThat(conflict.toString()).contains("late.txt");
    }

    private static JsonNode written(Path file, Agent watching) throws IOException {
        Files.writeString(file, "I did not notice");
        return watching.call("get_conflicts", arguments())
                .content()
                .path("conflicts")
                .path(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_lease_outlives_its_time_as_long_as_its_session_lives(boolean forwards) throws Exception {
        if (forwards) {
            daemon.start();
        }
        Map<String, String> flags = new HashMap<>(forwards ? daemon.flagsOn() : daemon.flagsOff());
        flags.put("VOX_MCP_LEASE_BEAT", EACH_SECOND);
        Agent holder = front(flags);
        JsonNode lease = granted(claim(holder, "w1", LONGER_SECONDS));
        Agent other = front(flags);

        String expiresAt = lease.path("expires_at").asText();
        while (seen(other, lease).path("heartbeat_at").asText().compareTo(expiresAt) <= 0) {
            assertThat(claim(other, "w2").kind()).isEqualTo("no_work");
        }
        assertThat(events(other)).doesNotContain("maturation_lease_renewed", "lease_expired");

        holder.close();
        awaitGrant(other, "w2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"VOX_MCP_LEASE_BEAT=off", "VOX_MCP_LEASE_MAX_AGE_SECONDS=1"})
    void a_session_can_be_told_to_let_its_leases_end(String setting) throws Exception {
        String[] variable = setting.split("=");
        Agent holder = front(Map.of(variable[0], variable[1]));
        granted(claim(holder, "w1"));

        awaitGrant(front(Map.of()), "w2");

        assertThat(holder.process().isAlive()).isTrue();
    }

    @Test
    void the_name_of_a_worker_belongs_to_its_session_until_that_ends() throws Exception {
        Agent holder = front(Map.of());
        granted(claim(holder, "w"));
        Agent namesake = front(Map.of());

        ToolResult refused = claim(namesake, "w");
        assertThat(refused.code()).isEqualTo("conflict");
        assertThat(refused.text())
                .contains("worker w is held by process " + holder.process().pid())
                .contains("ssot worker register --worker-id w --takeover");
        holder.close();
        holder.process().waitFor();

        assertThat(claim(namesake, "w").isError()).isFalse();
    }

    private Agent front(Map<String, String> environment) {
        Agent front = Agent.pinned(folder, environment);
        fronts.add(front);
        return front;
    }

    private static ToolResult claim(Agent front, String worker) {
        return claim(front, worker, SHORT_SECONDS);
    }

    private static ToolResult claim(Agent front, String worker, int seconds) {
        return front.call(
                "claim_next_maturation_slice",
                arguments("worker_id", worker, "campaign_id", "c", "target_tier", "T1", "ttl_seconds", seconds));
    }

    private static JsonNode granted(ToolResult claimed) {
        assertThat(claimed.kind()).as(claimed.text()).isEqualTo("lease_granted");
        return claimed.content().path("lease");
    }

    private static JsonNode awaitGrant(Agent front, String worker) {
        ToolResult claimed = claim(front, worker, LONGER_SECONDS);
        while (claimed.kind().equals("no_work")) {
            claimed = claim(front, worker, LONGER_SECONDS);
        }
        return granted(claimed);
    }

    private static void refused(ToolResult result) {
        assertThat(result.code()).as(result.text()).isEqualTo("lease_not_active");
        assertThat(result.text()).contains("feat:a is now held by w2 until ");
    }

    private static JsonNode seen(Agent front, JsonNode lease) {
        return front.call(
                        "get_slice_context",
                        arguments("lease_id", lease.path("lease_id").asText()))
                .content()
                .path("lease");
    }

    private static List<String> events(Agent front) {
        return front.call("get_worker_events", arguments())
                .content()
                .path("events")
                .findValuesAsText("kind");
    }

    private static ObjectNode underLease(JsonNode lease) {
        return row(lease, "entity", Map.of("id", "tst:a", "title", "Late")).without(List.of("entity_id"));
    }

    private static ObjectNode row(JsonNode lease, Object... more) {
        ObjectNode arguments = arguments(
                "section",
                "tests",
                "entity_id",
                "tst:a",
                "lease_id",
                lease.path("lease_id").asText(),
                "fencing_token",
                lease.path("fencing_token").asLong());
        return arguments.setAll(arguments(more));
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).isZero();
    }
}
