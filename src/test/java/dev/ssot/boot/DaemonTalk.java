package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Refusal;
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

/** One connection to a daemon, in the daemon's own words. */
record DaemonTalk(DaemonClient client) implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static DaemonTalk to(Discovery discovery) {
        return to(announced(discovery));
    }

    static DaemonTalk to(DaemonAddress daemon) {
        return switch (DaemonClient.connect(daemon, PATIENCE)) {
            case Connecting.Connected(DaemonClient client) -> new DaemonTalk(client);
            case Connecting other -> throw new AssertionError(other);
        };
    }

    static DaemonAddress announced(Discovery discovery) {
        return switch (discovery.read()) {
            case Discovered.Found(DaemonAddress daemon, FileStamp _) -> daemon;
            case Discovered other -> throw new AssertionError(other);
        };
    }

    Reply ask(String method, ObjectNode params) {
        return client.call(method, params, PATIENCE);
    }

    JsonNode status() {
        return answered(ask(Protocol.STATUS, arguments()));
    }

    /** What the status tells of a repository; missing if it is not open. */
    JsonNode repository(Path root) {
        for (JsonNode repository : status().path("repositories")) {
            if (repository.path("root").asText().equals(root.toString())) {
                return repository;
            }
        }
        return MissingNode.getInstance();
    }

    String idOf(Path root) {
        return answered(ask(Protocol.PING, arguments("root", root.toString())))
                .path("repository_id")
                .asText();
    }

    Reply claim(Path root, String id, String worker) {
        ObjectNode claim = arguments("worker_id", worker, "campaign_id", "c", "target_tier", "T1");
        return ask("orch.slice_claim", Protocol.params(root, id, null, claim));
    }

    /** Pings first, as a front does. */
    JsonNode claim(Path root, String worker) {
        return answered(claim(root, idOf(root), worker));
    }

    static JsonNode answered(Reply reply) {
        if (reply instanceof Reply.Answered(JsonNode result)) {
            return result;
        }
        throw new AssertionError(reply);
    }

    static Refusal refused(Reply reply) {
        if (reply instanceof Reply.Failed(Refusal refusal)) {
            return refusal;
        }
        throw new AssertionError(reply);
    }

    @Override
    public void close() {
        client.close();
    }
}
