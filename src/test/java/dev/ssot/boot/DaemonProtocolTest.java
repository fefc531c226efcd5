package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.contract.CatalogSource;
import dev.ssot.contract.DaemonProtocol;
import dev.ssot.environment.Environment;
import dev.ssot.registry.json.Json;
import dev.ssot.rpc.Connecting;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.DaemonClient;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Protocol;
import dev.ssot.rpc.Reply;
import dev.ssot.support.PublishedSchemas;
import dev.ssot.workspace.FileStamp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the catalog says of the daemon's own methods is what a daemon does. */
class DaemonProtocolTest {

    private static final String METHODS = "contracts/orchestration/orch-daemon-rpc-methods.schema.json";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void the_declared_protocol_is_the_one_that_is_spoken() throws IOException {
        DaemonProtocol declared = CatalogSource.read(Path.of("")).daemonProtocol();

        assertThat(declared.id()).isEqualTo(Protocol.ID);
        assertThat(declared.methods())
                .extracting(DaemonProtocol.Method::method)
                .containsExactlyInAnyOrder(Protocol.PING, Protocol.STATUS, Protocol.SHUTDOWN);
    }

    @Test
    void a_daemon_answers_as_the_published_schema_says(@TempDir Path runtime) throws IOException {
        Environment environment = new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
        Discovery discovery = Discovery.in(environment).orElseThrow();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Daemon.Start start =
                Daemon.start(discovery, anyPort, InstantSource.system(), environment, new DaemonGateway.Off());
        try (Daemon daemon = ((Daemon.Start.Running) start).daemon();
                DaemonClient client = connect(discovery)) {
            ObjectNode spoken = Json.object().put("protocol", Protocol.ID);
            for (String method : List.of(Protocol.PING, Protocol.STATUS, Protocol.SHUTDOWN)) {
                ObjectNode exchange = Json.object();
                exchange.putObject(method).set("params", spoken);
                ((ObjectNode) exchange.path(method)).set("result", answer(client, method, spoken));

                assertThat(PublishedSchemas.problems(METHODS, exchange)).isEmpty();
                ((ObjectNode) exchange.at("/" + method + "/result")).removeAll();
                assertThat(PublishedSchemas.problems(METHODS, exchange)).isNotEmpty();
            }
            assertThat(daemon).isNotNull();
        }
    }

    private static DaemonClient connect(Discovery discovery) {
        DaemonAddress address = switch (discovery.read()) {
            case Discovered.Found(DaemonAddress daemon, FileStamp _) -> daemon;
            case Discovered other -> throw new AssertionError(other);
        };
        return switch (DaemonClient.connect(address.address(), address.token(), PATIENCE)) {
            case Connecting.Connected(DaemonClient client) -> client;
            case Connecting other -> throw new AssertionError(other);
        };
    }

    private static JsonNode answer(DaemonClient client, String method, ObjectNode params) {
        return switch (client.call(method, params, PATIENCE)) {
            case Reply.Answered(JsonNode result) -> result;
            case Reply other -> throw new AssertionError(other);
        };
    }
}
