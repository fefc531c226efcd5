package dev.ssot.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerLinesTest {

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
            raw.send("\n"); // ends the line that the second half of the wide LF began
            assertThat(raw.receive().at("/error/code").asInt()).isEqualTo(-32700);
            assertThat(raw.receive().at("/error/code").asInt()).isEqualTo(-32700);
            assertStillServing(raw);
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

    private static void assertStillServing(RawConnection raw) throws IOException {
        raw.call(77, "orch.ping", RpcFixture.object());
        JsonNode answer = raw.receive();
        assertThat(answer.get("id").asInt()).isEqualTo(77);
        assertThat(answer.at("/result/ok").asBoolean()).isTrue();
    }

    private static JsonNode answer(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered) reply).result();
    }
}
