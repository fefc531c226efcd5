package dev.ssot.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerMethodsTest {

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
