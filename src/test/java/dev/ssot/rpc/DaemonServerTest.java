package dev.ssot.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "{\"a\":1} {}", "{\"a\":1,\"a\":2}", "{\"open\":", "\u00e4\u00f6"})
    void a_garbage_line_is_answered_without_id_and_the_loop_goes_on(String garbage) throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember()) {
            raw.send(garbage);
            JsonNode answer = raw.receive();
            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32700);
            assertThat(answer.get("id").isNull()).isTrue();
            assertThat(answer.at("/error/message").asText())
                    .doesNotContain("jackson")
                    .doesNotContain("nonsense");
            assertStillServing(raw);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "{\"jsonrpc\":\"2.0\",\"method\":\"orch.ping\"}", "{\"id\":{}}"})
    void json_that_is_no_request_is_answered_without_id_and_the_loop_goes_on(String line) throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember()) {
            raw.send(line);
            JsonNode answer = raw.receive();
            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32600);
            assertThat(answer.get("id").isNull()).isTrue();
            assertStillServing(raw);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"a\",\"method\":\"orch.ping\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":7}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"orch.ping\",\"params\":[]}"
            })
    void a_bad_request_with_an_id_is_answered_with_it(String line) throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember()) {
            raw.send(line);
            JsonNode answer = raw.receive();
            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32600);
            assertThat(answer.get("id").asText()).isEqualTo("a");
            assertStillServing(raw);
        }
    }

    @Test
    void bytes_that_are_no_utf8_are_answered_and_the_loop_goes_on() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember()) {
            raw.send(new byte[] {'{', '"', (byte) 0xC0, (byte) 0xAF, '"', ':', '1', '}', '\n'});
            assertThat(raw.receive().at("/error/code").asInt()).isEqualTo(-32700);
            raw.send("{\"a\":1}\n".getBytes(StandardCharsets.UTF_16LE));
            assertThat(raw.receive().at("/error/code").asInt()).isEqualTo(-32700);
            assertThat(raw.receive().at("/error/code").asInt())
                    .isEqualTo(-32700); // the NUL behind the LF, with what follows
        } catch (IOException expectedByNobody) {
            throw new AssertionError(expectedByNobody);
        }
    }

    @Test
    void blank_lines_are_ignored_and_lines_may_be_split_and_joined() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember()) {
            raw.send("\n  \n\r\n\t\n{\"jsonrpc\":\"2.0\",\"id\":1,".getBytes(StandardCharsets.UTF_8));
            raw.send("\"method\":\"orch.ping\"}\r\n\n{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"orch.ping\"}\n"
                    .getBytes(StandardCharsets.UTF_8));
            assertThat(List.of(
                            raw.receive().get("id").asInt(),
                            raw.receive().get("id").asInt()))
                    .containsExactlyInAnyOrder(1, 2);
        }
    }

    @Test
    void text_beyond_ascii_arrives_as_it_was_sent() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client()) {
            ObjectNode said = RpcFixture.object().put("said", "Gr\u00fc\u00dfe \ud83d\ude80 \u0000\n");
            assertThat(answer(client.call("orch.test_echo", RpcFixture.params(said), RpcFixture.PATIENCE))
                            .path("said"))
                    .isEqualTo(said.path("said"));
        }
    }

    @Test
    void a_line_above_the_limit_is_answered_without_id_and_the_connection_closed() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember()) {
            raw.send("x".repeat(Protocol.MAX_REQUEST + 1));
            JsonNode answer = raw.receive();
            assertThat(answer.at("/error/data/code").asText()).isEqualTo("frame_too_large");
            assertThat(answer.get("id").isNull()).isTrue();
            assertThat(raw.closedByServer()).isTrue();
            raw.close();
            await().until(() -> fixture.server.connections() == 0);
        }
    }

    @Test
    void a_line_at_the_limit_is_served_and_one_above_is_not_sent() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client()) {
            ObjectNode empty = RpcFixture.params(RpcFixture.object().put("fill", ""));
            int fits = Protocol.MAX_REQUEST + 1 - JsonRpc.request(1, "orch.test_echo", empty).length;
            ObjectNode most = RpcFixture.params(RpcFixture.object().put("fill", "x".repeat(fits)));
            ObjectNode tooMuch = RpcFixture.params(RpcFixture.object().put("fill", "x".repeat(fits + 1)));
            assertThat(client.call("orch.test_echo", most, RpcFixture.PATIENCE)).isInstanceOf(Reply.Answered.class);
            assertThat(client.call("orch.test_echo", tooMuch, RpcFixture.PATIENCE))
                    .isInstanceOf(Reply.NotSent.class);
            assertThat(client.broken()).isEmpty();
        }
    }

    @Test
    void an_answer_above_the_limit_becomes_a_coded_error_and_the_connection_stays() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client()) {
            ObjectNode huge = RpcFixture.params(RpcFixture.object().put("size", Protocol.MAX_RESPONSE));
            assertThat(client.call("orch.test_blob", huge, RpcFixture.PATIENCE))
                    .isInstanceOfSatisfying(
                            Reply.Failed.class,
                            failed -> assertThat(failed.refusal().code()).isEqualTo(ErrorCode.INVALID_ARGUMENTS));
            ObjectNode large = RpcFixture.params(RpcFixture.object().put("size", Protocol.MAX_RESPONSE - 100));
            assertThat(client.call("orch.test_blob", large, RpcFixture.PATIENCE))
                    .isInstanceOf(Reply.Answered.class);
        }
    }

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
    void ping_tells_who_answers_and_which_repository_a_path_is() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client()) {
            JsonNode anywhere = answer(client.call("orch.ping", RpcFixture.object(), RpcFixture.PATIENCE));
            assertThat(anywhere.path("ok").asBoolean()).isTrue();
            assertThat(anywhere.path("protocol").asText()).isEqualTo("ssot.daemon/v1");
            assertThat(anywhere.path("version").asText()).isEqualTo("1.2.3");
            assertThat(anywhere.has("repository_id")).isFalse();
            ObjectNode below = RpcFixture.object()
                    .put("root", RpcFixture.ROOT.resolve("src").toString());
            assertThat(answer(client.call("orch.ping", below, RpcFixture.PATIENCE))
                            .path("repository_id")
                            .asText())
                    .isEqualTo(RpcFixture.REPOSITORY_ID);
            assertRefused(client, "orch.ping", below.put("repository_id", "other"), ErrorCode.REPOSITORY_MISMATCH);
            assertThat(answer(client.call("orch.daemon_status", RpcFixture.object(), RpcFixture.PATIENCE))
                            .path("repositories")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void protocol_and_repository_are_checked_before_the_call() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember()) {
            raw.call(1, "orch.test_bug", RpcFixture.params().put("protocol", "ssot.daemon/v2"));
            assertThat(raw.receive().at("/error/data/code").asText()).isEqualTo("protocol_unsupported");
            ObjectNode none = RpcFixture.params();
            none.remove("protocol");
            raw.call(2, "orch.test_bug", none);
            assertThat(raw.receive().at("/error/data/code").asText()).isEqualTo("protocol_unsupported");
            raw.call(3, "orch.test_bug", RpcFixture.params().put("repository_id", "ffff"));
            JsonNode mismatch = raw.receive().path("error");
            assertThat(mismatch.at("/data/code").asText()).isEqualTo("repository_mismatch");
            assertThat(mismatch.path("message").asText()).contains("ffff").contains(RpcFixture.REPOSITORY_ID);
            raw.call(4, "orch.test_bug", RpcFixture.params().put("root", "/elsewhere"));
            assertThat(raw.receive().at("/error/data/code").asText()).isEqualTo("repository_not_found");
            raw.call(5, "orch.test_bug", RpcFixture.params().put("root", "relative/path"));
            assertThat(raw.receive().at("/error/data/code").asText()).isEqualTo("invalid_arguments");
        }
    }

    @Test
    void an_unknown_method_is_told_apart() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember();
                DaemonClient client = fixture.client()) {
            raw.call(1, "orch.nothing", RpcFixture.params());
            assertThat(raw.receive().at("/error/code").asInt()).isEqualTo(-32601);
            assertRefused(client, "orch.nothing", RpcFixture.params(), ErrorCode.UNKNOWN_OPERATION);
        }
    }

    @Test
    void a_call_carries_root_arguments_and_request_id() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client()) {
            ObjectNode params = Protocol.params(
                    RpcFixture.ROOT.resolve("deep"),
                    RpcFixture.REPOSITORY_ID,
                    "r-1",
                    RpcFixture.object().put("n", 4));
            JsonNode echo = answer(client.call("orch.test_echo", params, RpcFixture.PATIENCE));
            assertThat(echo.path("request_id").asText()).isEqualTo("r-1");
            assertThat(echo.path("n").asInt()).isEqualTo(4);
            assertThat(echo.path("root").asText()).isEqualTo(RpcFixture.ROOT.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void every_refusal_arrives_as_it_was_made(ErrorCode code) throws Exception {
        assertThat(RpcErrors.code("", RpcErrors.number(code))).isEqualTo(code);
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client()) {
            ObjectNode params = RpcFixture.params(RpcFixture.object().put("code", code.name()));
            assertThat(client.call("orch.test_refuse", params, RpcFixture.PATIENCE))
                    .isInstanceOfSatisfying(Reply.Failed.class, failed -> {
                        assertThat(failed.refusal().code()).isEqualTo(code);
                        assertThat(failed.refusal().message()).isEqualTo("it is so");
                        assertThat(failed.refusal().next()).isEqualTo("do that");
                    });
        }
    }

    @Test
    void a_bug_is_answered_with_a_correlation_id_and_no_detail() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection raw = fixture.rawMember()) {
            raw.call(1, "orch.test_bug", RpcFixture.params());
            JsonNode answer = raw.receive();
            assertThat(answer.at("/error/code").asInt()).isEqualTo(-32603);
            assertThat(answer.at("/error/message").asText()).containsPattern("correlation id [0-9a-f]{8}");
            assertThat(answer.toString()).doesNotContain("Exception").doesNotContain("secret");
            assertStillServing(raw);
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

    private static void assertStillServing(RawConnection raw) throws IOException {
        raw.call(77, "orch.ping", RpcFixture.object());
        JsonNode answer = raw.receive();
        assertThat(answer.get("id").asInt()).isEqualTo(77);
        assertThat(answer.at("/result/ok").asBoolean()).isTrue();
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
