package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.cli.command.DaemonControl.Report;
import dev.ssot.contract.RolloutTable.State;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.GitRepository;
import dev.ssot.workspace.RepositoryIdentity;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutStatusTest {

    private static final String PREFIX = "VOX_MCP_ORCHESTRATOR_";

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    private Path root;

    @BeforeEach
    void write() throws Exception {
        root = TestRepository.in(folder).ready("a").write();
    }

    @Test
    void every_operation_is_listed_with_where_it_goes_and_who_decided() throws Exception {
        Report report =
                status(State.ALIGNED, Map.of("RPC_READS", "on", "TASK_STATUS_RPC", "off", "AGENT_WRITES_RPC", "yes"));

        assertThat(report.passed()).isTrue();
        assertThat(report.json().path("operations"))
                .extracting(row -> row.path("operation").asText())
                .containsExactlyInAnyOrderElementsOf(
                        Catalog.load().entries().stream().map(CatalogEntry::id).toList());
        assertThat(told(report, "worker.list")).containsExactly("daemon", "ok", PREFIX + "RPC_READS");
        assertThat(told(report, "campaign.status")).containsExactly("direct", "flag_off", PREFIX + "TASK_STATUS_RPC");
        assertThat(told(report, "worker.register")).containsExactly("daemon", "ok", PREFIX + "AGENT_WRITES_RPC");
        assertThat(told(report, "slice.claim")).containsExactly("direct", "flag_off", null);
        assertThat(told(report, "cli.run")).containsExactly("direct", "flag_off", null);
        assertThat(report.text())
                .contains("agent reads: daemon (ok; %sRPC_READS is on)".formatted(PREFIX))
                .contains("task reads: direct (flag_off; %sTASK_STATUS_RPC is off)".formatted(PREFIX))
                .contains("task writes: direct (flag_off; %sTASK_WRITES_RPC and its umbrella are unset)"
                        .formatted(PREFIX));
    }

    @Test
    void without_a_daemon_flagged_operations_run_directly_for_a_reason() throws Exception {
        Report report = status(State.OTHER_REPOSITORY, Map.of("RPC_READS", "on"));

        assertThat(report.passed()).isTrue();
        assertThat(told(report, "worker.list")).containsExactly("direct", "misaligned", PREFIX + "RPC_READS");
        assertThat(report.json().at("/daemon/message").asText()).contains("ffffffffffffffff");
        assertThat(report.text()).contains("daemon     misaligned: the daemon sees repository ffffffffffffffff");
    }

    @Test
    void with_strict_flagged_operations_fail_and_so_does_the_command() throws Exception {
        Report report = status(State.ABSENT, Map.of("RPC_WRITES", "on", "DAEMON_REPOSITORY_ID_STRICT", "on"));

        assertThat(report.passed()).isFalse();
        assertThat(told(report, "slice.claim")).containsExactly(null, "no_daemon", PREFIX + "RPC_WRITES");
        assertThat(told(report, "worker.list")).containsExactly("direct", "flag_off", null);
        assertThat(report.text()).contains("task writes: fail with daemon_unreachable (no_daemon;");
    }

    private Report status(State state, Map<String, String> flags) throws Exception {
        Map<String, String> variables = new HashMap<>();
        flags.forEach((name, value) -> variables.put(PREFIX + name, value));
        variables.put("XDG_RUNTIME_DIR", runtime.toString());
        variables.put("PATH", System.getenv("PATH"));
        Environment environment = new Environment(variables);
        try (GitRepository git = GitRepository.open(root);
                DaemonInState _ = new DaemonInState(state, environment, RepositoryIdentity.of(root, git))) {
            return new RolloutStatus(environment, InstantSource.system()).status(root);
        }
    }

    private static List<String> told(Report report, String operation) {
        JsonNode row = report.json()
                .path("operations")
                .valueStream()
                .filter(candidate -> candidate.path("operation").asText().equals(operation))
                .findFirst()
                .orElseThrow();
        return Arrays.asList(
                row.path("backend").textValue(),
                row.path("reason").textValue(),
                row.path("decided_by").textValue());
    }
}
