package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.KeptRun;
import dev.ssot.campaign.TestRun;
import dev.ssot.cli.command.TrustControl;
import dev.ssot.environment.Environment;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Protocol;
import dev.ssot.rpc.Reply;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.support.Program;
import dev.ssot.support.SettableClock;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a daemon ends: what is under way is finished, what is new is told to come again. */
class DaemonLeavesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofMinutes(10);

    @TempDir
    Path runtime;

    @TempDir
    Path folder;

    /** As the system tells of this process, whose children inherit it; false where it does not tell. */
    private static boolean isInterruptIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT", Protocol.SHUTDOWN})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_call_under_way_is_finished_and_a_new_one_is_told_to_come_again(String how) throws Exception {
        assumeThat(how.equals("INT") && isInterruptIgnored())
                .as("a background job of a shell, and what it starts, cannot be interrupted")
                .isFalse();
        Path root = TestRepository.in(folder).ready("a").ready("b").write().toRealPath();
        Program ssot = Program.in(runtime, Map.of());
        Discovery discovery = Discovery.in(new Environment(ssot.environment())).orElseThrow();
        Process process = ssot.start("daemon", "run");
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).contains("listens on");
            DaemonAddress address = DaemonTalk.announced(discovery);
            try (DaemonTalk talk = DaemonTalk.to(address);
                    DaemonTalk other = DaemonTalk.to(address)) {
                talk.claim(root, "first");
                String id = talk.idOf(root);
                CompletableFuture<Reply> underWay;
                try (Connection holder =
                        DriverManager.getConnection("jdbc:sqlite:" + root.resolve(".ssot/control/state.sqlite"))) {
                    holder.createStatement().execute("BEGIN IMMEDIATE");
                    underWay = CompletableFuture.supplyAsync(() -> talk.claim(root, id, "second"));
                    await().atMost(PATIENCE)
                            .until(() ->
                                    other.repository(root).at("/queues/calls").asInt() == 1);
                    tellToLeave(how, process, other);
                    await().atMost(PATIENCE).until(() -> isToldToComeAgain(other));
                    assertThat(underWay).isNotDone();
                    holder.createStatement().execute("ROLLBACK");
                }
                assertThat(DaemonTalk.answered(underWay.get(60, TimeUnit.SECONDS))
                                .path("kind")
                                .asText())
                        .isEqualTo("lease_granted");
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(discovery.file()).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_test_that_runs_when_the_daemon_is_told_to_leave_is_waited_for() throws Exception {
        try (Run run = new Run("touch begun; until [ -e go ]; do sleep 0.05; done")) {
            run.tellToLeave();
            Files.createFile(folder.resolve("go"));
            JsonNode answer = DaemonTalk.answered(run.answer.get(60, TimeUnit.SECONDS));
            assertThat(answer.path("passed").asBoolean()).isTrue();
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void a_test_that_runs_for_longer_is_ended_and_counts_for_nothing() throws Exception {
        try (Run run = new Run("echo $$ > pid; touch begun; exec sleep 600")) {
            long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
            run.tellToLeave();
            assertThat(run.answer.get(60, TimeUnit.SECONDS)).isNotInstanceOf(Reply.Answered.class);
            assertThat(run.daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
            await().atMost(PATIENCE).until(() -> ProcessIdentity.of(pid).isEmpty());
        }
        try (SqliteControlStore store = new SqliteControlStore(folder)) {
            Optional<KeptRun> recorded = store.read(Instant.EPOCH, view -> view.latestRun("tst:a"));
            assertThat(recorded.stream())
                    .allSatisfy(kept -> assertThat(kept.run().ending()).isEqualTo(TestRun.Ending.INTERRUPTED));
        }
    }

    /** An approved test under way in a daemon of its own. */
    private final class Run implements AutoCloseable {

        final Process daemon;
        final CompletableFuture<Reply> answer;
        private final DaemonTalk talk;
        private final DaemonTalk other;

        Run(String script) throws Exception {
            TestRepository repository = TestRepository.in(folder).ready("a");
            ObjectNode execution =
                    repository.row("tests", "tst:a").putObject("execution").put("mode", "command");
            execution.putArray("argv").add("sh").add("-c").add(script);
            execution.put("cwd", ".").put("timeout_seconds", 600);
            execution.putObject("env");
            execution.putObject("success").put("type", "exit_code").put("expected", 0);
            Path root = repository.write().toRealPath();
            Program ssot = Program.in(runtime, Map.of());
            Environment environment = new Environment(ssot.environment());
            OperatorTrust trust = new OperatorTrust(environment);
            var reviewed = (TrustControl.Review.Commands) trust.review(root);
            assertThat(trust.approve(reviewed, reviewed.commands())).isEmpty();
            daemon = ssot.start("daemon", "run");
            assertThat(daemon.inputReader(StandardCharsets.UTF_8).readLine()).contains("listens on");
            Discovery discovery = Discovery.in(environment).orElseThrow();
            talk = DaemonTalk.to(discovery);
            other = DaemonTalk.to(discovery);
            ObjectNode run = Protocol.params(root, talk.idOf(root), null, arguments());
            answer = CompletableFuture.supplyAsync(() -> talk.ask("orch.test_run", run));
            await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("begun")) || answer.isDone());
        }

        void tellToLeave() throws Exception {
            DaemonLeavesIT.tellToLeave(Protocol.SHUTDOWN, daemon, other);
            await().atMost(PATIENCE).until(() -> isToldToComeAgain(other));
        }

        @Override
        public void close() throws InterruptedException {
            talk.close();
            other.close();
            daemon.destroy();
            assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void tellToLeave(String how, Process process, DaemonTalk talk) throws Exception {
        if (how.equals(Protocol.SHUTDOWN)) {
            DaemonTalk.answered(talk.ask(Protocol.SHUTDOWN, arguments()));
        } else {
            Process kill = new ProcessBuilder("kill", "-" + how, Long.toString(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
        }
    }

    private static boolean isToldToComeAgain(DaemonTalk talk) {
        return talk.ask(Protocol.PING, arguments()) instanceof Reply.Failed(Refusal refusal)
                && refusal.code() == ErrorCode.SHUTTING_DOWN;
    }

    @Test
    void a_daemon_leaves_when_nobody_needs_it_for_so_long_as_configured() throws Exception {
        Path root = TestRepository.in(folder).ready("a").write().toRealPath();
        SettableClock clock = new SettableClock();
        Environment environment = new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
        Discovery discovery = Discovery.in(environment).orElseThrow();
        CompletableFuture<Void> left = new CompletableFuture<>();
        try (Daemon daemon = started(discovery, clock, environment)) {
            Thread.ofVirtual().start(() -> {
                try {
                    daemon.awaitLeave();
                    left.complete(null);
                } catch (InterruptedException impossible) {
                    left.completeExceptionally(impossible);
                }
            });
            try (DaemonTalk talk = DaemonTalk.to(discovery)) {
                talk.claim(root, "w");
                clock.advance(IDLE.multipliedBy(2));
                // The lease outlives that, and this connection is one client; a round that closes nothing proves that
                // rounds go on only once the lease has ended and the repository is closed.
                assertThat(talk.repository(root).path("open_leases").asInt()).isEqualTo(1);
                clock.advance(Duration.ofHours(2));
                await().atMost(PATIENCE).until(() -> talk.repository(root).isMissingNode());
                clock.advance(IDLE.multipliedBy(2));
                assertThat(left).isNotDone();
            }
            await().atMost(PATIENCE).until(() -> {
                clock.advance(IDLE);
                return left.isDone();
            });
        }
        assertThat(discovery.file()).doesNotExist();
    }

    private static Daemon started(Discovery discovery, SettableClock clock, Environment environment)
            throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        DaemonSettings settings = DaemonSettings.standard().leavingAfter(IDLE);
        return ((Daemon.Start.Running)
                        Daemon.start(discovery, anyPort, clock, environment, new DaemonGateway.Off(), settings))
                .daemon();
    }

    @Test
    void a_time_that_is_none_ends_the_start_with_its_name() throws Exception {
        for (String wrong : new String[] {"0", "soon", "-1", "9999999"}) {
            Program ssot = Program.in(runtime, Map.of("VOX_ORCHESTRATOR_DAEMON_IDLE_EXIT_SECONDS", wrong));
            Program.Ended ended = ssot.run("daemon", "start");
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.out()).contains("VOX_ORCHESTRATOR_DAEMON_IDLE_EXIT_SECONDS=" + wrong);
        }
    }
}
