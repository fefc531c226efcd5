package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.DaemonControl;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RoutedCalls.Routed;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Protocol;
import dev.ssot.support.Program;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.FileStamp;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A daemon of one release takes over from one of another, with real processes; whoever holds a lease keeps it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DaemonHandoverIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String OLD = "98.0.0";
    private static final String NEW = "99.0.0";

    @TempDir
    Path runtime;

    @TempDir
    Path folder;

    private Environment environment;
    private Discovery discovery;
    private Path root;
    private Program ssot;
    private Process older;

    @BeforeEach
    void a_daemon_of_an_earlier_release() throws Exception {
        ssot = Program.in(runtime, Map.of());
        Map<String, String> flags = new HashMap<>(ssot.environment());
        flags.put("VOX_MCP_ORCHESTRATOR_RPC_READS", "on");
        flags.put("VOX_MCP_ORCHESTRATOR_RPC_WRITES", "on");
        environment = new Environment(flags);
        discovery = Discovery.in(environment).orElseThrow();
        root = TestRepository.in(folder).ready("a").ready("b").write().toRealPath();
        older = daemon(OLD);
    }

    @AfterEach
    void end() throws Exception {
        assertThat(control(NEW).stop().passed()).isTrue();
        older.destroyForcibly();
    }

    @Test
    void a_newer_start_replaces_it_and_the_lease_goes_on_at_the_next_one() throws Exception {
        JsonNode lease;
        String id;
        try (DaemonTalk talk = DaemonTalk.to(discovery)) {
            id = talk.idOf(root);
            lease = talk.claim(root, "w").path("lease");
        }
        DaemonControl.Report report = control(NEW).start(Optional.empty());

        assertThat(report.passed()).as(report.text()).isTrue();
        assertThat(report.json().path("replaced_version").asText()).isEqualTo(OLD);
        assertThat(report.json().path("stopped_pid").asLong()).isEqualTo(older.pid());
        assertThat(older.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(older.exitValue()).isZero();
        assertThat(DaemonTalk.announced(discovery).version()).isEqualTo(NEW);
        try (DaemonTalk talk = DaemonTalk.to(discovery)) {
            ObjectNode renew = Protocol.params(root, id, null, arguments(OperationsContract.held(lease)));
            assertThat(DaemonTalk.answered(talk.ask("orch.slice_renew", renew)).at("/lease/fencing_token"))
                    .isEqualTo(lease.path("fencing_token"));
        }
    }

    @Test
    void an_older_or_equal_start_leaves_it_alone() throws Exception {
        for (String release : List.of("97.0.0", OLD, "no release")) {
            DaemonControl.Report report = control(release).start(Optional.empty());
            assertThat(report.json().path("already_running").asBoolean()).isTrue();
            assertThat(report.json().path("pid").asLong()).isEqualTo(older.pid());
        }
    }

    @Test
    void a_front_hands_over_beside_its_calls_none_of_which_is_lost() throws Exception {
        Handover handover = new Handover(control(NEW), NEW);
        Set<String> backends = new HashSet<>();
        try (LocalEngine engine = new LocalEngine(Catalog.load(), InstantSource.system(), environment);
                DaemonLink link = new DaemonLink(
                        Optional.of(discovery),
                        Optional.empty(),
                        InstantSource.system(),
                        Patience.DEFAULT,
                        Optional.of(handover))) {
            RoutedOperations calls = new RoutedOperations(
                    Catalog.load(), RoutingFlags.of(environment), engine, link, CatalogEntry::timeout);
            ObjectNode claim = arguments("worker_id", "w", "campaign_id", "c", "target_tier", "T1");
            JsonNode lease = answered(calls.call(new Call("slice.claim", root, claim, "r1", null)))
                    .path("lease");
            ObjectNode held = arguments(OperationsContract.held(lease));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
                Routed renewed = calls.call(new Call("slice.renew", root, held, null, null));
                assertThat(answered(renewed).at("/lease/fencing_token").asLong())
                        .isEqualTo(lease.path("fencing_token").asLong());
                backends.add(renewed.backend() + " " + renewed.reason());
                return isOfRelease(NEW) && renewed.backend() == Backend.DAEMON;
            });
        }
        assertThat(older.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(older.exitValue()).isZero();
        assertThat(backends).contains("DAEMON ok");
    }

    private boolean isOfRelease(String release) {
        return discovery.read() instanceof Discovered.Found(DaemonAddress daemon, FileStamp _)
                && daemon.version().equals(release);
    }

    private static JsonNode answered(Routed routed) {
        if (routed.outcome() instanceof Outcome.Answered(ObjectNode result)) {
            return result;
        }
        throw new AssertionError(routed);
    }

    private Process daemon(String release) throws Exception {
        Process process = ssot.main(DaemonOfRelease.class, release);
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(out.readLine()).contains("listens on");
        return process;
    }

    private DaemonControl control(String release) throws Exception {
        Path launcher = ssot.launcherOf(DaemonOfRelease.class, NEW);
        return DaemonOfRelease.control(environment, launcher, release);
    }
}
