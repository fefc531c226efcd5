package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.DaemonControl;
import dev.ssot.environment.Environment;
import dev.ssot.registry.json.Json;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Token;
import dev.ssot.workspace.FileStamp;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every announcement that is not to be trusted: nobody follows it, it says why, and it is replaced without a person. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class DistrustedAnnouncementIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FOREIGN_USER = "foreign owner";
    private static final int NOBODY = 65534;

    @TempDir
    Path runtime;

    private Environment environment;
    private Discovery discovery;

    @BeforeEach
    void place() throws IOException {
        environment = new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
        discovery = Discovery.in(environment).orElseThrow();
        assertThat(discovery.prepareFolder()).isEmpty();
    }

    /** What may be wrong with the file, and what is said of it. */
    private record Case(String name, Harm harm, String message) {

        interface Harm {
            /** @param file as a daemon that is this process wrote it */
            void to(Path file) throws Exception;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("stale pid", changed(DistrustedAnnouncementIT::withGonePid), "a daemon that is gone: pid "),
                new Case("reused pid", changed(json -> json.put("process_start", "1")), "a daemon that is gone: pid "),
                new Case(
                        "wrong token",
                        changed(json -> json.put("token", Token.fresh().text())),
                        "does not answer"),
                new Case(
                        "no daemon at the address",
                        changed(json -> json.put("address", "127.0.0.1:1")),
                        "does not answer"),
                new Case(
                        "an address of another machine",
                        changed(json -> json.put("address", "192.0.2.1:4711")),
                        "is not what a daemon writes"),
                new Case("no JSON", file -> Files.writeString(file, "\u0000{{{"), "is not what a daemon writes"),
                new Case("empty", file -> Files.writeString(file, ""), "is not what a daemon writes"),
                new Case("huge", DistrustedAnnouncementIT::grow, "is too long"),
                new Case("readable by others", file -> chmod(file, "rw-r--r--"), "others can read or write it"),
                new Case("writable by others", file -> chmod(file, "rw-rw-rw-"), "others can read or write it"),
                new Case(
                        FOREIGN_USER,
                        file -> Files.setAttribute(file, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS),
                        "belongs to another user"),
                new Case(
                        "a symbolic link",
                        file -> {
                            Path real = Files.move(file, file.resolveSibling("elsewhere"));
                            Files.createSymbolicLink(file, real);
                        },
                        "is not a regular file"),
                new Case(
                        "a pipe",
                        file -> {
                            Files.delete(file);
                            assertThat(new ProcessBuilder("mkfifo", file.toString())
                                            .start()
                                            .waitFor())
                                    .isZero();
                        },
                        "is not a regular file"),
                new Case("nothing", Files::delete, "no daemon has announced itself"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_no_daemon_stands_behind_is_said_and_replaced_by_the_next_start(Case wrong) throws Exception {
        Path elsewhere = runtime.resolve("ssot/elsewhere");
        announceNobody();
        harm(wrong);

        DaemonControl.Report status = control().status();
        assertThat(status.passed()).isFalse();
        assertThat(status.text()).contains(wrong.message);

        DaemonAddress next;
        try (Daemon daemon = started()) {
            next = DaemonTalk.announced(discovery);
            assertThat(daemon.status().path("address").asText()).isEqualTo(next.hostAndPort());
            DaemonTalk.to(discovery).close();
            assertThat(permissions(discovery.file())).isEqualTo("rw-------");
            if (Files.exists(elsewhere)) {
                assertThat(Files.readString(elsewhere))
                        .doesNotContain(next.token().text());
            }
        }
        assertThat(discovery.file()).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void what_a_living_daemon_did_not_write_it_replaces_itself(Case wrong) throws Exception {
        try (Daemon daemon = started()) {
            DaemonAddress announced = DaemonTalk.announced(discovery);
            harm(wrong);
            await().atMost(PATIENCE).until(() -> isAnnounced(announced));
            assertThat(control().status().passed()).isTrue();
            assertThat(daemon.status().path("running").asBoolean()).isTrue();
        }
        assertThat(discovery.file()).doesNotExist();
    }

    @Test
    void a_folder_that_others_can_write_is_for_a_person_to_mend_and_then_all_is_well() throws Exception {
        announceNobody();
        chmod(discovery.directory(), "rwxrwxrwx");
        assertThat(control().status().text()).contains("others can write to it; run chmod 700 on it");
        assertThat(start())
                .isInstanceOfSatisfying(
                        Daemon.Start.Refused.class,
                        refused -> assertThat(refused.message()).contains("run chmod 700 on it"));
        chmod(discovery.directory(), "rwx------");
        started().close();
    }

    /** As a daemon that is this process, which does not listen. */
    private void announceNobody() throws IOException {
        InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        discovery.announce(DaemonAddress.ofThisProcess(nobody, Token.fresh(), "1"));
    }

    private void harm(Case wrong) throws Exception {
        assumeTrue(!wrong.name.equals(FOREIGN_USER)
                || System.getProperty("user.name").equals("root"));
        wrong.harm.to(discovery.file());
    }

    private boolean isAnnounced(DaemonAddress daemon) {
        return discovery.read() instanceof Discovered.Found(DaemonAddress found, FileStamp _) && found.equals(daemon);
    }

    private DaemonControl control() {
        return new DaemonProcess(environment, discovery, Path.of("unused"), System.err, new DaemonGateway.Off());
    }

    private Daemon started() throws IOException {
        return ((Daemon.Start.Running) start()).daemon();
    }

    private Daemon.Start start() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return Daemon.start(discovery, anyPort, InstantSource.system(), environment, new DaemonGateway.Off());
    }

    private static Case.Harm changed(UnaryOperator<ObjectNode> change) {
        return file -> {
            ObjectNode json = (ObjectNode) Json.MAPPER.readTree(Files.readAllBytes(file));
            Files.write(file, Json.MAPPER.writeValueAsBytes(change.apply(json)));
        };
    }

    private static ObjectNode withGonePid(ObjectNode json) {
        try {
            Process gone = new ProcessBuilder("sleep", "60").start();
            String start = ProcessIdentity.of(gone.pid()).orElseThrow().startTime();
            gone.destroyForcibly().waitFor();
            return json.put("pid", gone.pid()).put("process_start", start);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Without writing all that. */
    private static void grow(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.position(1L << 30);
            channel.write(ByteBuffer.wrap(new byte[1]));
        }
    }

    private static void chmod(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }
}
