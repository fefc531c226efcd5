package dev.ssot.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The socket in the file system, beside the port: the same handshake, the same protocol. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LocalSocketTest {

    /** Nobody listens there, so who gets an answer got it by the file. */
    private static final int NO_PORT = 1;

    @TempDir
    Path folder;

    @Test
    void it_is_for_its_owner_alone_and_goes_with_the_server() throws IOException {
        Path file = folder.resolve("s");
        Files.writeString(file, "left by somebody");
        try (RpcFixture fixture = new RpcFixture(RpcFixture.LIMITS, Optional.of(file))) {
            assertThat(fixture.server.socket()).contains(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void calls_of_many_threads_are_answered_over_one_connection() throws IOException {
        Path file = folder.resolve("s");
        try (RpcFixture fixture = new RpcFixture(RpcFixture.LIMITS, Optional.of(file));
                DaemonClient client = connected(address(NO_PORT, fixture.token, file))) {
            // One waits in the server while the others go on: reading and writing do not wait for each other.
            CompletableFuture<Reply> waiting = CompletableFuture.supplyAsync(
                    () -> client.call("orch.test_wait", RpcFixture.waitFor("a"), RpcFixture.PATIENCE));
            List<CompletableFuture<Void>> callers = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                String name = "x".repeat(caller * 20_000);
                callers.add(CompletableFuture.runAsync(() -> {
                    for (int call = 0; call < 50; call++) {
                        assertThat(echo(client, name).path("name").asText()).isEqualTo(name);
                    }
                }));
            }
            callers.forEach(CompletableFuture::join);
            assertThat(waiting).isNotDone();
            fixture.release("a");
            assertThat(waiting.join()).isInstanceOf(Reply.Answered.class);
        }
    }

    @Test
    void who_does_not_know_the_token_is_not_let_in() throws IOException {
        Path file = folder.resolve("s");
        try (RpcFixture fixture = new RpcFixture(RpcFixture.LIMITS, Optional.of(file))) {
            assertThat(DaemonClient.connect(address(NO_PORT, Token.fresh(), file), RpcFixture.PATIENCE))
                    .isInstanceOf(Connecting.NotTrusted.class);
            assertThat(fixture.server.socket()).isPresent();
        }
    }

    @Test
    void without_anybody_at_the_file_the_port_is_taken() throws IOException {
        Path stale = folder.resolve("stale");
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(stale));
        }
        Path text = Files.writeString(folder.resolve("text"), "no socket");
        Path tooLong = folder.resolve("x".repeat(200));
        try (RpcFixture fixture = new RpcFixture()) {
            for (Path file : List.of(stale, text, folder.resolve("absent"), tooLong)) {
                try (DaemonClient client =
                        connected(address(fixture.server.address().getPort(), fixture.token, file))) {
                    assertThat(echo(client, "n").path("name").asText()).isEqualTo("n");
                }
            }
        }
    }

    @Test
    void a_file_that_cannot_be_had_costs_the_file_and_not_the_server() throws IOException {
        Path tooLong = folder.resolve("x".repeat(200));
        try (RpcFixture fixture = new RpcFixture(RpcFixture.LIMITS, Optional.of(tooLong));
                DaemonClient client = fixture.client()) {
            assertThat(fixture.server.socket()).isEmpty();
            assertThat(echo(client, "n").path("name").asText()).isEqualTo("n");
        }
    }

    @Test
    void who_listens_and_says_nothing_is_given_up_in_time() throws IOException {
        Path file = folder.resolve("silent");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(file));
            assertThat(DaemonClient.connect(address(NO_PORT, Token.fresh(), file), Duration.ofMillis(100)))
                    .isInstanceOf(Connecting.Unreachable.class);
        }
    }

    private static JsonNode echo(DaemonClient client, String name) {
        ObjectNode arguments = RpcFixture.object().put("name", name);
        return switch (client.call("orch.test_echo", RpcFixture.params(arguments), RpcFixture.PATIENCE)) {
            case Reply.Answered(JsonNode result) -> result;
            case Reply other -> throw new AssertionError(other);
        };
    }

    private static DaemonClient connected(DaemonAddress daemon) {
        return switch (DaemonClient.connect(daemon, RpcFixture.PATIENCE)) {
            case Connecting.Connected(DaemonClient client) -> client;
            case Connecting other -> throw new AssertionError(other);
        };
    }

    private static DaemonAddress address(int port, Token token, Path file) {
        return DaemonAddress.ofThisProcess(RpcFixture.loopback(port), token, "1")
                .at(Optional.of(file));
    }
}
