package dev.ssot.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ssot.environment.Environment;
import dev.ssot.rpc.SingleInstance.Attempt;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SingleInstanceTest {

    @TempDir
    Path runtime;

    private Discovery discovery;

    @BeforeEach
    void open() {
        discovery = Discovery.in(new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString())))
                .orElseThrow();
    }

    @Test
    void a_second_instance_in_the_same_process_is_refused_and_does_not_drop_the_first_ones_lock() throws Exception {
        try (SingleInstance first = acquired()) {
            assertThat(SingleInstance.acquire(discovery)).isInstanceOf(Attempt.AlreadyRunning.class);
            assertThat(childSays()).startsWith("AlreadyRunning");
            assertThat(first).isNotNull();
        }
        try (SingleInstance next = acquired()) {
            assertThat(next).isNotNull();
        }
    }

    @Test
    void a_second_process_is_refused_with_pid_and_address_of_the_first() throws Exception {
        try (SingleInstance first = acquired()) {
            assertThat(first).isNotNull();
            assertThat(discovery.announce(DaemonAddress.ofThisProcess(RpcFixture.loopback(4711), Token.fresh(), "1")))
                    .isInstanceOf(Discovery.Announced.Done.class);
            assertThat(childSays())
                    .startsWith("AlreadyRunning")
                    .contains("pid " + ProcessHandle.current().pid())
                    .contains(":4711");
        }
    }

    @Test
    void the_lock_of_a_killed_daemon_is_free() throws Exception {
        Process child = child("hold");
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).startsWith("Acquired");
            assertThat(SingleInstance.acquire(discovery)).isInstanceOf(Attempt.AlreadyRunning.class);
        } finally {
            child.destroyForcibly().waitFor();
        }
        await().untilAsserted(() -> acquired().close());
    }

    private SingleInstance acquired() throws IOException {
        Attempt attempt = SingleInstance.acquire(discovery);
        assertThat(attempt).isInstanceOf(Attempt.Acquired.class);
        return ((Attempt.Acquired) attempt).instance();
    }

    private String childSays() throws Exception {
        Process child = child("try");
        try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
            return said.readLine();
        } finally {
            child.waitFor();
        }
    }

    private Process child(String what) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        runtime.toString(),
                        what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Another JVM that wants to be the daemon. */
    static final class OtherProcess {

        private OtherProcess() {}

        public static void main(String[] args) throws Exception {
            Discovery discovery = Discovery.in(new Environment(Map.of("XDG_RUNTIME_DIR", args[0])))
                    .orElseThrow();
            System.out.println(SingleInstance.acquire(discovery));
            if (args[1].equals("hold")) {
                var _ = System.in.read();
            }
        }
    }
}
