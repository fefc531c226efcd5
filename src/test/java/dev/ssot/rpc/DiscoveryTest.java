package dev.ssot.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.environment.Environment;
import dev.ssot.rpc.Discovered.Absent;
import dev.ssot.rpc.Discovered.Found;
import dev.ssot.rpc.Discovered.Untrusted;
import dev.ssot.workspace.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

    @TempDir
    Path runtime;

    private Discovery discovery;
    private final DaemonAddress self = DaemonAddress.ofThisProcess(RpcFixture.loopback(4711), Token.fresh(), "1.2.3");

    @BeforeEach
    void open() {
        discovery = Discovery.in(new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString())))
                .orElseThrow();
    }

    @Test
    void the_environment_names_the_place() {
        assertThat(Discovery.in(new Environment(Map.of("XDG_RUNTIME_DIR", "/r", "XDG_STATE_HOME", "/s", "HOME", "/h"))))
                .map(Discovery::file)
                .contains(Path.of("/r/ssot/daemon.json"));
        assertThat(Discovery.in(new Environment(Map.of("XDG_RUNTIME_DIR", "", "XDG_STATE_HOME", "/s", "HOME", "/h"))))
                .map(Discovery::file)
                .contains(Path.of("/s/ssot/daemon.json"));
        assertThat(Discovery.in(new Environment(Map.of("XDG_STATE_HOME", "relative", "HOME", "/h"))))
                .map(Discovery::file)
                .contains(Path.of("/h/.local/state/ssot/daemon.json"));
        assertThat(Discovery.in(new Environment(Map.of()))).isEmpty();
    }

    @Test
    void what_a_daemon_announces_is_found_with_owner_only_permissions() throws IOException {
        assertThat(discovery.read()).isEqualTo(new Absent());
        assertThat(discovery.announce(self)).isEqualTo(new Discovery.Announced.Done(discovery.file()));
        assertThat(discovery.read()).isEqualTo(new Found(self, discovery.stamp()));
        assertThat(permissions(discovery.file())).isEqualTo("rw-------");
        assertThat(permissions(discovery.directory())).isEqualTo("rwx------");
        assertThat(discovery.directory())
                .isDirectoryNotContaining(p -> p.toString().endsWith(".tmp"));
    }

    @Test
    void a_replaced_file_has_another_stamp_even_with_the_same_content() throws IOException {
        assertThat(discovery.stamp()).isEqualTo(FileStamp.ABSENT);
        announce();
        FileStamp first = discovery.stamp();
        assertThat(discovery.stamp()).isEqualTo(first);
        announce();
        assertThat(discovery.stamp()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw--w----", "rw-----w-"})
    void a_file_open_to_others_is_not_trusted(String permissions) throws IOException {
        announce();
        chmod(discovery.file(), permissions);
        assertThat(discovery.read()).isInstanceOf(Untrusted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx---rwx"})
    void a_directory_that_others_can_write_is_not_trusted_and_not_used(String permissions) throws IOException {
        announce();
        chmod(discovery.directory(), permissions);
        assertThat(discovery.read()).isInstanceOf(Untrusted.class);
        assertThat(discovery.announce(self)).isInstanceOf(Discovery.Announced.Refused.class);
        assertThat(SingleInstance.acquire(discovery)).isInstanceOf(SingleInstance.Attempt.Untrusted.class);
    }

    @Test
    void a_link_in_place_of_the_file_or_the_directory_is_not_followed() throws IOException {
        announce();
        Path real = Files.move(discovery.file(), runtime.resolve("elsewhere.json"));
        Files.createSymbolicLink(discovery.file(), real);
        assertThat(discovery.read()).isInstanceOf(Untrusted.class);
        Files.delete(discovery.file());
        Files.move(real, discovery.file());
        Path moved = Files.move(discovery.directory(), runtime.resolve("moved"));
        Files.createSymbolicLink(discovery.directory(), moved);
        assertThat(discovery.read()).isInstanceOf(Untrusted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{\"address\":\"127.0.0.1:1\",\"pid\":1}",
                "{\"address\":\"192.0.2.1:1\",\"pid\":1,\"token\":\"TOKEN\"}",
                "{\"address\":\"localhost:1\",\"pid\":1,\"token\":\"TOKEN\"}",
                "{\"address\":\"127.0.0.1:99999\",\"pid\":1,\"token\":\"TOKEN\"}"
            })
    void garbage_is_not_trusted(String content) throws IOException {
        announce();
        Files.writeString(
                discovery.file(), content.replace("TOKEN", self.token().text()));
        assertThat(discovery.read()).isInstanceOf(Untrusted.class);
    }

    @Test
    void a_dead_daemon_or_another_process_with_its_pid_is_not_trusted() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        write(new DaemonAddress(self.address(), Optional.empty(), self.token(), gone.pid(), "1", "1", Protocol.ID));
        assertThat(discovery.read())
                .isInstanceOfSatisfying(
                        Untrusted.class,
                        untrusted -> assertThat(untrusted.reason()).contains("pid " + gone.pid()));
        write(new DaemonAddress(self.address(), Optional.empty(), self.token(), self.pid(), "1", "1", Protocol.ID));
        assertThat(discovery.read()).isInstanceOf(Untrusted.class);
    }

    @Test
    void only_the_daemon_that_wrote_the_file_removes_it() throws IOException {
        announce();
        DaemonAddress other = DaemonAddress.ofThisProcess(self.address(), Token.fresh(), "1.2.3");
        assertThat(discovery.removeIfOurs(other)).isFalse();
        assertThat(discovery.read()).isInstanceOf(Found.class);
        assertThat(discovery.removeIfOurs(self)).isTrue();
        assertThat(discovery.removeIfOurs(self)).isFalse();
        assertThat(discovery.read()).isEqualTo(new Absent());
    }

    @Test
    void an_ipv6_address_survives_the_file() throws Exception {
        DaemonAddress six = DaemonAddress.ofThisProcess(
                new java.net.InetSocketAddress(java.net.InetAddress.ofLiteral("::1"), 4711), self.token(), "1");
        write(six);
        assertThat(discovery.read()).isEqualTo(new Found(six, discovery.stamp()));
    }

    private void announce() throws IOException {
        write(self);
    }

    private void write(DaemonAddress daemon) throws IOException {
        assertThat(discovery.announce(daemon)).isInstanceOf(Discovery.Announced.Done.class);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    private static void chmod(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
