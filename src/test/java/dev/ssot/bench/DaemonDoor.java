package dev.ssot.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.Json;
import dev.ssot.rpc.Connecting;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.DaemonClient;
import dev.ssot.rpc.Discovered;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Protocol;
import dev.ssot.rpc.Reply;
import dev.ssot.workspace.FileStamp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A connection of one's own to a daemon, found through its discovery file as a front finds it. */
final class DaemonDoor implements Door {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Catalog CATALOG = Catalog.load();

    private final DaemonClient client;
    private final Path root;
    private final String repositoryId;

    private DaemonDoor(DaemonClient client, Path root, String repositoryId) {
        this.client = client;
        this.root = root;
        this.repositoryId = repositoryId;
    }

    static DaemonDoor open(Path runtime, Path root) {
        Discovery discovery = Discovery.in(new Environment(Map.of("XDG_RUNTIME_DIR", runtime.toString())))
                .orElseThrow();
        if (!(discovery.read() instanceof Discovered.Found(DaemonAddress daemon, FileStamp _))) {
            throw new AssertionError("no daemon has announced itself in " + discovery.file());
        }
        if (!(DaemonClient.connect(daemon, PATIENCE) instanceof Connecting.Connected(DaemonClient client))) {
            throw new AssertionError("the daemon does not answer");
        }
        ObjectNode pong = answer(client.call(Protocol.PING, Json.object().put("root", root.toString()), PATIENCE));
        return new DaemonDoor(client, root, pong.path("repository_id").asText());
    }

    @Override
    public ObjectNode call(String operationId, ObjectNode arguments) {
        String method = CATALOG.find(operationId).orElseThrow().rpcMethod();
        String requestId = UUID.randomUUID().toString();
        return answer(client.call(method, Protocol.params(root, repositoryId, requestId, arguments), PATIENCE));
    }

    private static ObjectNode answer(Reply reply) {
        return switch (reply) {
            case Reply.Answered(JsonNode result) -> (ObjectNode) result;
            case Reply.Failed(Refusal refusal) -> EngineDoor.refused(refusal);
            case Reply.NotSent(String reason) -> throw new AssertionError(reason);
            case Reply.Lost(String reason) -> throw new AssertionError(reason);
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
