package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Environment;
import dev.ssot.rpc.Discovery;
import dev.ssot.support.Program;
import dev.ssot.support.Program.Ended;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the daemon, as people and scripts give them. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DaemonCommandsIT {

    @TempDir
    Path runtime;

    @TempDir
    Path folder;

    private Program ssot;

    @BeforeEach
    void install() throws IOException {
        ssot = Program.in(runtime, java.util.Map.of());
    }

    @AfterEach
    void leave_nothing_behind() throws Exception {
        assertThat(ssot.run("daemon", "stop").status()).isZero();
    }

    @Test
    void a_daemon_is_started_shown_restarted_and_stopped() throws Exception {
        assertThat(ssot.run("daemon", "status", "--json").json().path("running").asBoolean(true))
                .isFalse();

        ObjectNode started = passed("daemon", "start", "--json");
        long first = started.path("pid").asLong();
        assertThat(started.path("address").asText()).startsWith("127.0.0.1:");
        assertThat(passed("daemon", "start", "--json").path("already_running").asBoolean())
                .isTrue();
        assertThat(passed("daemon", "status", "--json").path("pid").asLong()).isEqualTo(first);

        ObjectNode restarted = passed("daemon", "restart", "--json");
        assertThat(restarted.path("stopped_pid").asLong()).isEqualTo(first);
        assertThat(restarted.path("pid").asLong()).isNotEqualTo(first);
        assertThat(ProcessIdentity.of(first)).isEmpty();

        ObjectNode logs = passed("daemon", "logs", "--lines", "1", "--json");
        assertThat(logs.path("lines")).hasSize(1);
        assertThat(ssot.run("daemon", "logs").out()).contains("ssot daemon listens on");

        assertThat(passed("daemon", "stop", "--json").path("pid").asLong())
                .isEqualTo(restarted.path("pid").asLong());
        assertThat(passed("daemon", "stop", "--json").path("running").asBoolean(true))
                .isFalse();
        assertThat(passed("daemon", "restart", "--json").has("stopped_pid")).isFalse();
    }

    @Test
    void a_start_that_fails_shows_why_from_the_end_of_the_log() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended failed = ssot.run("daemon", "start", "--json", "--listen", "127.0.0.1:" + taken.getLocalPort());
            assertThat(failed.status()).isEqualTo(1);
            assertThat(failed.json().path("error").asText()).contains("the daemon ended with status 1");
            assertThat(failed.json().path("lines").toString())
                    .contains("cannot listen on", Integer.toString(taken.getLocalPort()));

            Ended told = ssot.run("daemon", "start", "--listen", "127.0.0.1:" + taken.getLocalPort());
            assertThat(told.out()).contains("daemon.log", "cannot listen on");
        }
    }

    @Test
    void a_second_daemon_refuses_and_names_pid_address_and_repositories() throws Exception {
        Path root = TestRepository.in(folder).ready("a").write();
        ObjectNode first = passed("daemon", "start", "--json");
        Program forwarding = ssot.with("VOX_MCP_ORCHESTRATOR_RPC_READS", "on");
        assertThat(forwarding.run("feature", "list", root.toString()).status()).isZero();

        Ended second = ssot.run("daemon", "run");
        assertThat(second.status()).isEqualTo(DaemonProcess.ANOTHER_RUNS);
        assertThat(second.out())
                .contains(
                        "pid " + first.path("pid").asText(),
                        first.path("address").asText())
                .contains(root.toRealPath().toString(), "ssot daemon stop");

        ObjectNode json = ssot.run("daemon", "run", "--json").json();
        assertThat(json.path("passed").asBoolean(true)).isFalse();
        assertThat(json.path("pid")).isEqualTo(first.path("pid"));
        assertThat(json.at("/repositories/0/root").asText())
                .isEqualTo(root.toRealPath().toString());
    }

    @Test
    void of_two_that_start_at_once_one_runs_and_both_name_it() throws Exception {
        Process one = ssot.start("daemon", "start", "--json");
        Process other = ssot.start("daemon", "start", "--json");
        ObjectNode first = Program.await(one).json();
        ObjectNode second = Program.await(other).json();
        assertThat(first.path("passed").asBoolean()).as("%s", first).isTrue();
        assertThat(second.path("passed").asBoolean()).as("%s", second).isTrue();
        assertThat(first.path("pid")).isEqualTo(second.path("pid"));
    }

    @Test
    void following_the_log_shows_what_is_printed_next() throws Exception {
        passed("daemon", "start", "--json");
        Process following = ssot.start("daemon", "logs", "--lines", "1", "--follow");
        try (BufferedReader lines = following.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isNotNull();
            passed("daemon", "restart", "--json");
            long listening = 0;
            while (listening < 1) {
                String line = lines.readLine();
                assertThat(line).isNotNull();
                listening += line.contains("ssot daemon listens on") ? 1 : 0;
            }
        } finally {
            following.destroy();
            assertThat(following.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_daemon_that_does_not_get_done_ends_itself_says_so_and_takes_its_announcement_along() throws Exception {
        Process stuck = ssot.main(StuckDaemon.class);
        try (BufferedReader out = stuck.inputReader(StandardCharsets.UTF_8)) {
            assertThat(out.readLine()).contains("listens on");
            assertThat(ssot.run("daemon", "stop").status()).isZero();
            Ended ended = Program.await(stuck);
            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.err()).contains("did not get done within " + StuckDaemon.FORCED_AFTER.toMillis() + " ms");
        } finally {
            stuck.destroyForcibly();
        }
        Discovery discovery = Discovery.in(new Environment(ssot.environment())).orElseThrow();
        assertThat(discovery.file()).doesNotExist();
    }

    private ObjectNode passed(String... command) throws Exception {
        Ended ended = ssot.run(command);
        assertThat(ended.status()).as("%s%s", ended.out(), ended.err()).isZero();
        return ended.json();
    }
}
