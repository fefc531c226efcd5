package dev.ssot.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private static final String HELLO =
            "{\"hello\":\"ssot.daemon/v1\",\"nonce_c\":\"" + "ab".repeat(Token.BYTES) + "\"}";

    private static final ServerSettings.Limits FEW = new ServerSettings.Limits(
            2, 2, 4, Duration.ofSeconds(2), Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofSeconds(1));

    @Test
    void both_sides_prove_the_token_and_the_client_learns_who_answers() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                DaemonClient client = fixture.client()) {
            assertThat(client.version()).isEqualTo("1.2.3");
            assertThat(client.pid()).isEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void a_client_does_not_trust_a_server_with_another_token() throws Exception {
        try (RpcFixture fixture = new RpcFixture()) {
            assertThat(DaemonClient.connect(fixture.server.address(), Token.fresh(), RpcFixture.PATIENCE))
                    .isInstanceOf(Connecting.NotTrusted.class);
        }
    }

    @Test
    void a_server_refuses_a_wrong_proof_and_hangs_up() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection stranger = fixture.raw()) {
            stranger.send(HELLO);
            stranger.receive();
            stranger.send("{\"proof\":\"" + "00".repeat(32) + "\"}");
            assertThat(stranger.receive().at("/error/data/code").asText()).isEqualTo("not_trusted");
            assertThat(stranger.closedByServer()).isTrue();
        }
    }

    @Test
    void the_servers_own_proof_sent_back_is_no_proof() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection stranger = fixture.raw()) {
            stranger.send(HELLO);
            stranger.send("{\"proof\":\"" + stranger.receive().path("proof").asText() + "\"}");
            assertThat(stranger.receive().at("/error/data/code").asText()).isEqualTo("not_trusted");
        }
    }

    @Test
    void a_stranger_on_the_port_learns_nothing_but_a_nonce() throws Exception {
        Token token = Token.fresh();
        try (ServerSocket stranger = new ServerSocket()) {
            stranger.bind(RpcFixture.loopback(0));
            List<String> heard = new ArrayList<>();
            Thread listening = Thread.ofVirtual().start(() -> {
                try (Socket peer = stranger.accept()) {
                    peer.getOutputStream()
                            .write(("{\"nonce_s\":\"" + "00".repeat(32) + "\",\"proof\":\"" + "00".repeat(32)
                                            + "\",\"protocol\":\"ssot.daemon/v1\",\"version\":\"1\",\"pid\":1}\n")
                                    .getBytes(StandardCharsets.UTF_8));
                    heard.add(new String(peer.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException e) {
                    heard.add(e.toString());
                }
            });
            assertThat(DaemonClient.connect(
                            (InetSocketAddress) stranger.getLocalSocketAddress(), token, RpcFixture.PATIENCE))
                    .isInstanceOf(Connecting.NotTrusted.class);
            listening.join();
            assertThat(heard)
                    .singleElement()
                    .asString()
                    .matches("\\{\"hello\":\"ssot.daemon/v1\",\"nonce_c\":\"[0-9a-f]{64}\"}\n");
            assertThat(heard.getFirst()).doesNotContain(token.text());
        }
    }

    @Test
    void the_token_does_not_cross_the_wire_and_does_not_show_in_text() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection stranger = fixture.raw()) {
            stranger.send(HELLO);
            assertThat(stranger.receive().toString()).doesNotContain(fixture.token.text());
            assertThat(DaemonAddress.ofThisProcess(fixture.server.address(), fixture.token, "1")
                            .toString())
                    .doesNotContain(fixture.token.text());
        }
    }

    @Test
    void another_protocol_is_answered_with_a_coded_sentence() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection old = fixture.raw()) {
            old.send(HELLO.replace("/v1", "/v7"));
            JsonNode error = old.receive().path("error");
            assertThat(error.at("/data/code").asText()).isEqualTo("protocol_unsupported");
            assertThat(error.path("message").asText())
                    .contains("ssot.daemon/v7")
                    .contains("ssot.daemon/v1");
            assertThat(old.closedByServer()).isTrue();
        }
    }

    @Test
    void a_client_reports_a_daemon_of_another_protocol_as_incompatible() throws Exception {
        try (ServerSocket later = new ServerSocket()) {
            later.bind(RpcFixture.loopback(0));
            Thread.ofVirtual().start(() -> {
                try (Socket peer = later.accept()) {
                    peer.getOutputStream().write(JsonRpc.error(RpcError.protocolUnsupported("ssot.daemon/v1")));
                    peer.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(DaemonClient.connect(
                            (InetSocketAddress) later.getLocalSocketAddress(), Token.fresh(), RpcFixture.PATIENCE))
                    .isInstanceOf(Connecting.Incompatible.class);
        }
    }

    @Test
    void a_silent_listener_and_an_empty_port_are_unreachable_within_the_deadline() throws Exception {
        InetSocketAddress address;
        try (ServerSocket silent = new ServerSocket()) {
            silent.bind(RpcFixture.loopback(0));
            address = (InetSocketAddress) silent.getLocalSocketAddress();
            assertThat(DaemonClient.connect(address, Token.fresh(), Duration.ofMillis(100)))
                    .isInstanceOf(Connecting.Unreachable.class);
        }
        assertThat(DaemonClient.connect(address, Token.fresh(), RpcFixture.PATIENCE))
                .isInstanceOf(Connecting.Unreachable.class);
    }

    @Test
    void half_a_handshake_is_dropped_at_the_deadline_however_slowly_it_drips() throws Exception {
        try (RpcFixture fixture = new RpcFixture(FEW);
                RawConnection silent = fixture.raw();
                RawConnection half = fixture.raw()) {
            half.send(HELLO);
            half.receive();
            half.send("{\"pro".getBytes(StandardCharsets.UTF_8));
            assertThat(half.closedByServer()).isTrue();
            assertThat(silent.closedByServer()).isTrue();
            await().until(() -> fixture.server.connections() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HTTP/1.1", "[]", "{\"hello\":\"ssot.daemon/v1\",\"nonce_c\":\"00\"}"})
    void a_bad_hello_is_refused_before_anything_is_told(String hello) throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection stranger = fixture.raw()) {
            stranger.send(hello.isEmpty() ? "{}" : hello);
            assertThat(stranger.receive().has("error")).isTrue();
            assertThat(stranger.closedByServer()).isTrue();
        }
    }

    @Test
    void an_oversized_hello_is_refused() throws Exception {
        try (RpcFixture fixture = new RpcFixture();
                RawConnection stranger = fixture.raw()) {
            stranger.send("{\"hello\":\"" + "x".repeat(Protocol.MAX_HANDSHAKE) + "\"}");
            assertThat(stranger.receive().at("/error/data/code").asText()).isEqualTo("frame_too_large");
            assertThat(stranger.closedByServer()).isTrue();
        }
    }

    @Test
    void silent_strangers_cannot_keep_a_client_out() throws Exception {
        ServerSettings.Limits limits = new ServerSettings.Limits(
                4, 2, 4, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofSeconds(5), Duration.ofSeconds(1));
        try (RpcFixture fixture = new RpcFixture(limits);
                RawConnection first = fixture.raw();
                RawConnection second = fixture.raw();
                DaemonClient client = fixture.client()) {
            assertThat(client.broken()).isEmpty();
            assertThat(first.closedByServer()).isTrue();
            assertThat(second.socket.isClosed()).isFalse();
        }
    }

    @Test
    void more_members_than_allowed_are_closed_at_once() throws Exception {
        try (RpcFixture fixture = new RpcFixture(FEW);
                DaemonClient one = fixture.client();
                DaemonClient two = fixture.client()) {
            assertThat(DaemonClient.connect(fixture.server.address(), fixture.token, RpcFixture.PATIENCE))
                    .isInstanceOf(Connecting.Unreachable.class);
            one.close();
            await().until(() -> fixture.server.connections() == 1);
            try (DaemonClient three = fixture.client()) {
                assertThat(three.broken()).isEmpty();
            }
            assertThat(two.broken()).isEmpty();
        }
    }

    @Test
    void only_loopback_is_served_and_called() {
        assertThatThrownBy(() -> ServerSettings.on(new InetSocketAddress("0.0.0.0", 0), "1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
        assertThat(DaemonClient.connect(new InetSocketAddress("192.0.2.1", 1), Token.fresh(), RpcFixture.PATIENCE))
                .isInstanceOf(Connecting.NotTrusted.class);
    }

    @Test
    void a_proof_is_hmac_sha256() throws Exception {
        Token token = Token.fresh();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(token.text()), "HmacSHA256"));
        byte[] theirs = Token.nonce();
        byte[] own = Token.nonce();
        mac.update("client".getBytes(StandardCharsets.US_ASCII));
        mac.update(theirs);
        assertThat(token.proof(Token.Side.CLIENT, theirs, own)).isEqualTo(mac.doFinal(own));
        assertThat(token.hmac(new byte[1000])).isEqualTo(mac.doFinal(new byte[1000]));
        assertThat(token.proves(Token.Side.CLIENT, theirs, own, HexFormat.of().formatHex(token.hmac())))
                .isFalse();
    }

    @Test
    void a_token_survives_its_text_and_nothing_else_is_one() {
        Token token = Token.fresh();
        assertThat(Token.parse(token.text())).contains(token);
        assertThat(Token.parse("zz".repeat(32))).isEmpty();
        assertThat(Token.parse(HexFormat.of().formatHex(new byte[31]))).isEmpty();
    }
}
