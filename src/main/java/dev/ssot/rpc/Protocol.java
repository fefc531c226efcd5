package dev.ssot.rpc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.workspace.ProcessIdentity;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The daemon's protocol: its name, its limits, the methods that are no operations, the parameters of those that are. */
public final class Protocol {

    public static final String ID = "ssot.daemon/v1";

    /** Answers who is there, and which repository a path is; the only method that needs no repository id. */
    public static final String PING = "orch.ping";

    public static final String STATUS = "orch.daemon_status";
    public static final String SHUTDOWN = "orch.shutdown";

    /** Requests of one connection that a daemon works on at once; above it, it reads nothing more from there. */
    static final int REQUESTS_AT_ONCE = 64;

    /** Longest request line in bytes, LF not counted: far above any one mutation, far below what hurts a daemon. */
    static final int MAX_REQUEST = 4 << 20;

    /** Longest response line: the largest real registry in one answer. Above it the operation must page. */
    static final int MAX_RESPONSE = 16 << 20;

    /** Longest line before a peer has proved itself. */
    static final int MAX_HANDSHAKE = 1 << 10;

    private Protocol() {}

    /** The parameters that each operation's method takes. */
    public static ObjectNode params(Path root, String repositoryId, @Nullable String requestId, ObjectNode arguments) {
        return params(root, repositoryId, requestId, arguments, null);
    }

    /** @param session the process that goes on after the call; null for a command */
    public static ObjectNode params(
            Path root,
            String repositoryId,
            @Nullable String requestId,
            ObjectNode arguments,
            @Nullable ProcessIdentity session) {
        ObjectNode params = JsonNodeFactory.instance
                .objectNode()
                .put("root", root.toString())
                .put("repository_id", repositoryId)
                .put("protocol", ID);
        if (requestId != null) {
            params.put("request_id", requestId);
        }
        if (session != null) {
            params.put("session", session.text());
        }
        params.set("arguments", arguments);
        return params;
    }
}
