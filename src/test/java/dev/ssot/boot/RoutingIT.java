package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.support.Agent;
import dev.ssot.support.Agent.ToolResult;
import dev.ssot.support.RunningDaemon;
import dev.ssot.support.TestRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where calls go while daemons come and go, with real processes. */
class RoutingIT {

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    @Test
    void calls_go_on_directly_while_the_daemon_is_gone_and_return_to_it_with_the_first_call_after() throws Exception {
        Path root = TestRepository.in(folder).ready("a").ready("b").ready("c").write();
        try (RunningDaemon daemon = RunningDaemon.start(runtime);
                Agent front = Agent.pinned(root, daemon.flagsOn())) {
            assertRan(front, "daemon", "ok");

            daemon.stop();
            assertRan(front, "direct", "no_daemon");
            ToolResult claimed = claim(front, "w");
            assertThat(claimed.kind()).isEqualTo("lease_granted");
            assertThat(claimed.backend()).isEqualTo("direct");

            daemon.start();
            ToolResult renewed = front.call(
                    "renew_lease",
                    arguments(OperationsContract.held(claimed.content().path("lease"))));
            assertThat(renewed.backend()).as(renewed.reason()).isEqualTo("daemon");
            assertThat(renewed.isError()).isFalse();

            daemon.kill();
            assertRan(front, "direct", "no_daemon");
            daemon.start();
            assertRan(front, "daemon", "ok");
        }
    }

    @Test
    void with_strict_a_call_that_cannot_be_forwarded_fails_closed_with_a_code() throws Exception {
        Path root = TestRepository.in(folder).ready("a").write();
        RunningDaemon daemon = RunningDaemon.at(runtime);
        Map<String, String> strict = new HashMap<>(daemon.flagsOn());
        strict.put("VOX_MCP_ORCHESTRATOR_DAEMON_REPOSITORY_ID_STRICT", "true");
        try (daemon;
                Agent front = Agent.pinned(root, strict)) {
            ToolResult refused = claim(front, "w");
            assertThat(refused.isError()).isTrue();
            assertThat(refused.code()).isEqualTo("daemon_unreachable");
            assertThat(refused.content().path("next").asText()).contains("ssot daemon start");

            daemon.start();
            ToolResult granted = claim(front, "w");
            assertThat(granted.kind()).as(granted.text()).isEqualTo("lease_granted");
            assertThat(granted.backend()).isEqualTo("daemon");
        }
    }

    @Test
    void a_slice_flag_wins_over_its_umbrella() throws Exception {
        Path root = TestRepository.in(folder).ready("a").write();
        try (RunningDaemon daemon = RunningDaemon.start(runtime)) {
            Map<String, String> flags = new HashMap<>(daemon.flagsOn());
            flags.put("VOX_MCP_ORCHESTRATOR_TASK_WRITES_RPC", "off");
            flags.put("VOX_MCP_ORCHESTRATOR_RPC_READS", "off");
            flags.put("VOX_MCP_ORCHESTRATOR_AGENT_STATUS_RPC", "yes");
            try (Agent front = Agent.pinned(root, flags)) {
                assertThat(claim(front, "w").reason()).isEqualTo("flag_off");
                assertThat(front.call("get_campaign_status", arguments("campaign_id", "c"))
                                .backend())
                        .isEqualTo("direct");
                assertThat(front.call("get_worker_events", arguments()).backend())
                        .isEqualTo("daemon");
                assertThat(front.call("ack_worker_events", arguments("worker_id", "w"))
                                .backend())
                        .isEqualTo("daemon");
            }
        }
    }

    @Test
    void the_orchestrator_tools_show_the_daemon_and_the_alignment() throws Exception {
        Path root = TestRepository.in(folder).ready("a").write();
        try (RunningDaemon daemon = RunningDaemon.start(runtime);
                Agent front = Agent.pinned(root, daemon.flagsOn())) {
            claim(front, "w");

            ObjectNode status =
                    front.call("vox_orchestrator_status", arguments()).content();
            assertThat(status.at("/alignment/aligned").asBoolean()).isTrue();
            assertThat(status.at("/alignment/remote_repository_id"))
                    .isEqualTo(status.at("/alignment/local_repository_id"));
            assertThat(status.at("/daemon_orch_status/agent_count").asInt()).isEqualTo(1);
            assertThat(front.call("vox_orchestrator_start", arguments())
                            .content()
                            .path("daemon_reported_agent_ids"))
                    .extracting(JsonNode::asText)
                    .containsExactly("w");

            daemon.stop();
            ObjectNode alone =
                    front.call("vox_orchestrator_status", arguments()).content();
            assertThat(alone.at("/alignment/aligned").asBoolean(true)).isFalse();
            assertThat(alone.path("daemon_orch_status_rpc_error").asText()).isEqualTo("no_daemon");
        }
    }

    @Test
    void a_write_whose_answer_was_lost_happens_once_wherever_it_is_asked_again() throws Exception {
        Path root = TestRepository.in(folder).ready("a").ready("b").write();
        String request = UUID.randomUUID().toString();
        ObjectNode claim = arguments("worker_id", "w", "campaign_id", "c", "target_tier", "T1", "request_id", request);
        try (RunningDaemon daemon = RunningDaemon.start(runtime);
                Agent front = Agent.pinned(root, daemon.flagsOn());
                Agent direct = Agent.pinned(root, daemon.flagsOff())) {
            ToolResult first = front.call("claim_next_maturation_slice", claim);
            assertThat(first.backend()).isEqualTo("daemon");

            daemon.kill();
            ToolResult again = front.call("claim_next_maturation_slice", claim);
            assertThat(again.backend()).isEqualTo("direct");
            assertThat(again.content()).isEqualTo(first.content());
            assertThat(direct.call("claim_next_maturation_slice", claim).content())
                    .isEqualTo(first.content());
            daemon.start();
            ToolResult atTheNext = front.call("claim_next_maturation_slice", claim);
            assertThat(atTheNext.backend()).isEqualTo("daemon");
            assertThat(atTheNext.content()).isEqualTo(first.content());
            assertThat(front.call("get_worker_events", arguments()).content().path("events"))
                    .hasSize(1);
        }
    }

    /** Far within the minute that the catalog gives a write. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_daemon_that_is_stopped_is_given_up_and_found_again_when_it_goes_on() throws Exception {
        Path root = TestRepository.in(folder).ready("a").ready("b").write();
        try (RunningDaemon daemon = RunningDaemon.start(runtime);
                Agent front = Agent.pinned(root, daemon.flagsOn())) {
            assertRan(front, "daemon", "ok");
            String pid = daemon.status().path("pid").asText();

            signal("STOP", pid);
            ToolResult claimed = claim(front, "w");
            assertThat(claimed.kind()).as(claimed.text()).isEqualTo("lease_granted");
            assertThat(claimed.backend() + " " + claimed.reason()).isEqualTo("direct unreachable");
            assertRan(front, "direct", "unreachable");

            signal("CONT", pid);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> front.call("get_campaign_status", arguments("campaign_id", "c"))
                            .backend()
                            .equals("daemon"));
            assertThat(front.call("get_worker_events", arguments()).content().path("events"))
                    .as("the stopped daemon found the recorded answer when it went on")
                    .hasSize(1);
        }
    }

    private static void signal(String name, String pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor())
                .isZero();
    }

    /** The daemon dies at random moments under load; what was acknowledged stands, and nothing stands twice. */
    @Test
    void killing_the_daemon_under_load_loses_and_doubles_nothing() throws Exception {
        Path root = TestRepository.in(folder).ready("a").write();
        long lastToken = 0;
        int claims = 0;
        try (RunningDaemon daemon = RunningDaemon.start(runtime);
                Agent front = Agent.pinned(root, daemon.flagsOn())) {
            for (int life = 0; life < 2; life++) {
                Thread killer = Thread.ofPlatform().start(() -> kill(daemon));
                while (killer.isAlive() || claims % 10 != 0) {
                    ToolResult claimed = claim(front, "w");
                    assertThat(claimed.kind()).as(claimed.text()).isEqualTo("lease_granted");
                    JsonNode lease = claimed.content().path("lease");
                    assertThat(lease.path("fencing_token").asLong()).isGreaterThan(lastToken);
                    lastToken = lease.path("fencing_token").asLong();
                    ToolResult abandoned =
                            front.call("abandon_slice", arguments(OperationsContract.held(lease, "reason", "again")));
                    assertThat(abandoned.isError()).as(abandoned.text()).isFalse();
                    claims++;
                }
                daemon.start();
            }
            assertThat(lastToken).as("one token for each claim").isEqualTo(claims);
        }
    }

    @Test
    void a_killed_front_leaves_a_lease_that_ends_by_itself() throws Exception {
        Path root = TestRepository.in(folder).ready("a").write();
        RunningDaemon daemon = RunningDaemon.at(runtime);
        try (daemon;
                Agent other = Agent.pinned(root, daemon.flagsOff())) {
            Agent front = Agent.pinned(root, daemon.flagsOff());
            front.call(
                    "claim_next_maturation_slice",
                    arguments("worker_id", "w1", "campaign_id", "c", "target_tier", "T1", "ttl_seconds", 1));
            front.close();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> claim(other, "w2").kind().equals("lease_granted"));
        }
    }

    private static void kill(RunningDaemon daemon) {
        try {
            daemon.kill();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static ToolResult claim(Agent front, String worker) {
        return front.call(
                "claim_next_maturation_slice", arguments("worker_id", worker, "campaign_id", "c", "target_tier", "T1"));
    }

    private static void assertRan(Agent front, String backend, String reason) {
        ToolResult result = front.call("get_campaign_status", arguments("campaign_id", "c"));
        assertThat(result.isError()).as(result.text()).isFalse();
        assertThat(result.backend() + " " + result.reason()).isEqualTo(backend + " " + reason);
    }
}
