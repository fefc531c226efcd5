package dev.ssot.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIdentityTest {

    private final ProcessIdentity self = ProcessIdentity.self();

    @Test
    void the_text_reads_back_as_the_same_process() {
        assertThat(self.text()).startsWith("ssot:").matches("[^:]+(:[^:]+){5}");
        assertThat(ProcessIdentity.parse(self.text())).contains(self);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "pid:4711",
                "ssot",
                "ssot:host:boot:1:2",
                "ssot:host:boot:pid:[4026531836]:1:2",
                "ssot:host:boot:1:minus:2",
                "ssot:host:boot:1:9999999999999999999:2",
                "ssot:host::1:2:3",
                "ssot:host:boot:1:2:3\n",
                " ssot:host:boot:1:2:3",
                "SSOT:host:boot:1:2:3"
            })
    void any_other_text_is_no_process(String text) {
        assertThat(ProcessIdentity.parse(text)).isEmpty();
    }

    @Test
    void a_part_that_would_not_read_back_is_refused() {
        assertThatThrownBy(() -> new ProcessIdentity("a:b", "boot", "1", 2, "3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a:b");
    }

    @Test
    void this_process_is_alive_on_this_machine() {
        assertThat(self.isAlive()).isTrue();
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.sameMachine(self)).isTrue();
        assertThat(ProcessIdentity.of(self.pid())).contains(self);
    }

    @Test
    void a_pid_that_was_given_to_another_process_is_not_the_old_one() {
        assertThat(ProcessIdentity.isAlive(self.pid(), self.startTime() + "1")).isFalse();
    }

    @Test
    void a_process_is_dead_once_it_has_ended() throws Exception {
        Process child = child();
        ProcessIdentity identity = ProcessIdentity.of(child.pid()).orElseThrow();
        assertThat(identity.isAlive()).isTrue();
        assertThat(identity).isNotEqualTo(self);
        assertThat(identity.sameMachine(self)).isTrue();

        child.getOutputStream().close();
        child.waitFor();

        assertThat(identity.isAlive()).isFalse();
        assertThat(ProcessIdentity.of(child.pid())).isEmpty();
    }

    @Test
    void another_host_boot_or_namespace_is_another_machine() {
        assertThat(self.sameMachine(on("elsewhere", self.bootId(), self.pidNamespace())))
                .isFalse();
        assertThat(self.sameMachine(on(self.host(), "before", self.pidNamespace())))
                .isFalse();
        assertThat(self.sameMachine(on(self.host(), self.bootId(), "container")))
                .isFalse();
    }

    @Test
    void machines_that_nothing_is_known_of_are_not_taken_for_the_same() {
        ProcessIdentity nobody = new ProcessIdentity("unknown", "unknown", "unknown", 1, "1");
        assertThat(nobody.sameMachine(nobody)).isFalse();
    }

    private ProcessIdentity on(String host, String bootId, String namespace) {
        return new ProcessIdentity(host, bootId, namespace, self.pid(), self.startTime());
    }

    /** Lives until its standard input ends. */
    private static Process child() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EndsWithItsInput.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    static final class EndsWithItsInput {

        private EndsWithItsInput() {}

        public static void main(String[] arguments) throws IOException {
            while (System.in.read() >= 0) {
                // Whatever comes is of no interest.
            }
        }
    }
}
