package dev.ssot.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonServerTest {

    @Test
    void a_client_that_does_not_read_blocks_nobody_else_and_is_dropped() throws Exception {
        ServerSettings.Limits limits = new ServerSettings.Limits(
                8, 8, 4, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMillis(500), Duration.ofSeconds(5));
        try (RpcFixture fixture = new RpcFixture(limits);
                RawConnection slow = fixture.rawMember();
                DaemonClient other = fixture.client()) {
            for (int id = 0; id < 8; id++) {
                slow.call(
                        id,
                        "orch.test_blob",
                        RpcFixture.params(RpcFixture.object().put("size", 8 << 20)));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(other.call("orch.test_echo", RpcFixture.params(), RpcFixture.PATIENCE))
                        .isInstanceOf(Reply.Answered.class);
            }
            await().until(() -> fixture.server.connections() == 1);
            assertThat(other.broken()).isEmpty();
        }
    }

    @Test
    void calls_of_one_connection_are_answered_as_they_finish() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember()) {
            raw.call(1, "orch.test_wait", RpcFixture.waitFor("first"));
            fixture.awaitEntered("first");
            raw.call(2, "orch.test_wait", RpcFixture.waitFor("second"));
            fixture.release("second");
            assertThat(raw.receive().get("id").asInt()).isEqualTo(2);
            fixture.release("first");
            assertThat(raw.receive().get("id").asInt()).isEqualTo(1);
        }
    }

    @Test
    void above_the_requests_in_flight_nothing_more_is_read_until_one_is_answered() throws Exception {
        ServerSettings.Limits two = new ServerSettings.Limits(
                8, 8, 2, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofSeconds(5));
        try (RpcFixture fixture = new RpcFixture(two);
                RawConnection raw = fixture.rawMember();
                DaemonClient other = fixture.client()) {
            raw.call(1, "orch.test_wait", RpcFixture.waitFor("a"));
            raw.call(2, "orch.test_wait", RpcFixture.waitFor("b"));
            fixture.awaitEntered("a");
            fixture.awaitEntered("b");
            raw.call(3, "orch.ping", RpcFixture.object());
            assertThat(other.call("orch.ping", RpcFixture.object(), RpcFixture.PATIENCE))
                    .isInstanceOf(Reply.Answered.class);
            fixture.release("b");
            assertThat(raw.receive().get("id").asInt()).isEqualTo(2);
            assertThat(raw.receive().get("id").asInt()).isEqualTo(3);
            fixture.release("a");
            assertThat(raw.receive().get("id").asInt()).isEqualTo(1);
        }
    }

    @Test
    void a_peer_that_stops_sending_still_gets_its_answers() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember()) {
            raw.call(1, "orch.test_wait", RpcFixture.waitFor("late"));
            fixture.awaitEntered("late");
            raw.socket.shutdownOutput();
            fixture.release("late");
            assertThat(raw.receive().get("id").asInt()).isEqualTo(1);
            assertThat(raw.closedByServer()).isTrue();
        }
    }

    @Test
    void an_idle_connection_is_closed_but_not_one_with_a_call_in_flight() throws Exception {
        ServerSettings.Limits brief = new ServerSettings.Limits(
                8, 8, 8, Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofSeconds(5));
        try (RpcFixture fixture = new RpcFixture(brief);
                RawConnection busy = fixture.rawMember()) {
            busy.call(1, "orch.test_wait", RpcFixture.waitFor("long"));
            fixture.awaitEntered("long");
            try (RawConnection idle = fixture.rawMember()) {
                assertThat(idle.closedByServer()).isTrue();
            }
            fixture.release("long");
            assertThat(busy.receive().get("id").asInt()).isEqualTo(1);
        }
    }

    @Test
    void closing_refuses_new_calls_lets_those_in_flight_finish_and_can_be_repeated() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember()) {
            raw.call(1, "orch.test_wait", RpcFixture.waitFor("in flight"));
            fixture.awaitEntered("in flight");
            Thread closing = Thread.ofVirtual().start(fixture.server::close);
            await().until(() -> refusedAsLeaving(raw));
            assertThat(DaemonClient.connect(fixture.server.address(), fixture.token, Duration.ofSeconds(5)))
                    .isInstanceOf(Connecting.Unreachable.class);
            fixture.release("in flight");
            assertThat(raw.receive().get("id").asInt()).isEqualTo(1);
            assertThat(raw.closedByServer()).isTrue();
            closing.join();
            fixture.server.close();
            assertThat(fixture.server.connections()).isZero();
        }
    }

    @Test
    void the_drain_is_bounded() throws Exception {
        ServerSettings.Limits hasty = new ServerSettings.Limits(
                8, 8, 8, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofMillis(50));
        try (RpcFixture fixture = new RpcFixture(hasty);
                RawConnection raw = fixture.rawMember()) {
            raw.call(1, "orch.test_wait", RpcFixture.waitFor("stuck"));
            fixture.awaitEntered("stuck");
            fixture.server.close();
            assertThat(raw.closedByServer()).isTrue();
            fixture.release("stuck");
        }
    }

    @Test
    void shutdown_is_answered_before_the_daemon_leaves() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client()) {
            assertRefused(
                    client,
                    "orch.shutdown",
                    RpcFixture.object().put("protocol", "ssot.daemon/v2"),
                    ErrorCode.DAEMON_INCOMPATIBLE);
            assertThat(fixture.left.getCount()).isEqualTo(1);
            assertThat(answer(client.call("orch.shutdown", RpcFixture.object(), RpcFixture.PATIENCE))
                            .path("ok")
                            .asBoolean())
                    .isTrue();
            fixture.left.await();
            await().until(() -> client.broken().isPresent());
        }
    }

    @Test
    void two_hundred_connections_opened_and_dropped_leave_nothing_behind(@TempDir Path scratch) throws Exception {
        try (RpcFixture fixture = new RpcFixture()) {
            fixture.client().close();
            await().until(() -> fixture.server.connections() == 0);
            long threads = rpcThreads(scratch.resolve("before"));
            long handles = openHandles();
            List<AutoCloseable> opened = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                opened.add(i % 3 == 0 ? fixture.raw() : i % 3 == 1 ? fixture.rawMember() : fixture.client());
            }
            for (AutoCloseable connection : opened) {
                connection.close();
            }
            await().until(() -> fixture.server.connections() == 0);
            int[] round = new int[1];
            await().until(() -> rpcThreads(scratch.resolve("after" + round[0]++)) <= threads);
            await().until(() -> openHandles() <= handles + 5);
        }
    }

    private static long openHandles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static long rpcThreads(Path dump) throws IOException {
        ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class)
                .dumpThreads(
                        dump.toAbsolutePath().toString(),
                        com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
        try (var lines = Files.lines(dump)) {
            return lines.filter(line -> line.startsWith("#") && line.contains("ssot-rpc"))
                    .count();
        }
    }

    private static boolean refusedAsLeaving(RawConnection raw) throws IOException {
        raw.call(9, "orch.ping", RpcFixture.object());
        return raw.receive().at("/error/data/code").asText().equals("shutting_down");
    }

    private static void assertRefused(DaemonClient client, String method, ObjectNode params, ErrorCode code) {
        assertThat(client.call(method, params, RpcFixture.PATIENCE))
                .isInstanceOfSatisfying(
                        Reply.Failed.class,
                        failed -> assertThat(failed.refusal().code()).isEqualTo(code));
    }

    private static JsonNode answer(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered) reply).result();
    }
}
