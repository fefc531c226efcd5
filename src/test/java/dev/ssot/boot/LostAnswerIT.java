package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Environment;
import dev.ssot.rpc.Connecting;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.DaemonClient;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Protocol;
import dev.ssot.rpc.Reply;
import dev.ssot.support.Agent;
import dev.ssot.support.Agent.ToolResult;
import dev.ssot.support.RunningDaemon;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.RepositoryIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The daemon dies with an answer on its lips; the same request is then asked of the next one, or on the files. */
class LostAnswerIT {

    private static final Duration CALL = Duration.ofSeconds(60);
    private static final String REQUEST = "asked-again";

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    /** Whether the claim was durable when the daemon died, and who is asked next. */
    @ParameterizedTest
    @CsvSource({
        "answer-recorded, false, daemon",
        "decisions-made, false, direct",
        "decisions-committed, true, daemon",
        "decisions-committed, true, direct",
    })
    void a_claim_whose_daemon_died_before_it_answered_is_granted_once(String failpoint, boolean durable, String next)
            throws Exception {
        Path root = TestRepository.in(folder).ready("a").ready("b").write();
        RunningDaemon daemon = RunningDaemon.at(runtime);
        RunningDaemon doomed =
                RunningDaemon.at(runtime, Path.of(""), Map.of("JAVA_TOOL_OPTIONS", "-Dssot.failpoint=" + failpoint));
        try (daemon;
                Agent direct = Agent.pinned(root, daemon.flagsOff());
                Agent asking = Agent.pinned(root, daemon.flagsOn())) {
            // So that the first thing that the daemon commits is the claim.
            direct.call("claim_next_maturation_slice", claim("w1", "other"));

            doomed.start();
            assertThat(claimOver(root)).isInstanceOf(Reply.Lost.class);
            assertThat(grants(direct)).hasSize(durable ? 2 : 1);

            if (next.equals("daemon")) {
                daemon.start();
            }
            ToolResult first = asking.call("claim_next_maturation_slice", claim("w2", REQUEST));
            ToolResult again = direct.call("claim_next_maturation_slice", claim("w2", REQUEST));

            assertThat(first.backend()).isEqualTo(next);
            assertThat(first.kind()).as(first.text()).isEqualTo("lease_granted");
            assertThat(again.content()).isEqualTo(first.content());
            assertThat(grants(direct))
                    .hasSize(2)
                    .last()
                    .isEqualTo(first.content().at("/lease/lease_id").asText());
        }
    }

    /** A client that does not ask again by itself. */
    private Reply claimOver(Path root) {
        Discovery discovery = Discovery.in(new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString())))
                .orElseThrow();
        DaemonAddress address = ((Discovered.Found) discovery.read()).daemon();
        Connecting connecting = DaemonClient.connect(address.address(), address.token(), CALL);
        try (DaemonClient client = ((Connecting.Connected) connecting).client();
                GitRepository git = GitRepository.open(root)) {
            return client.call(
                    "orch.slice_claim",
                    Protocol.params(root, RepositoryIdentity.of(root, git), REQUEST, claimArguments("w2")),
                    CALL);
        }
    }

    private static ObjectNode claim(String worker, String request) {
        return claimArguments(worker).put("request_id", request);
    }

    private static ObjectNode claimArguments(String worker) {
        return arguments("worker_id", worker, "campaign_id", "c", "target_tier", "T1");
    }

    private static List<String> grants(Agent front) {
        JsonNode events = front.call("get_worker_events", arguments()).content().path("events");
        return events.valueStream()
                .filter(event -> event.path("kind").asText().equals("maturation_lease_acquired"))
                .map(event -> event.path("lease_id").asText())
                .toList();
    }
}
