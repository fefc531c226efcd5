package dev.ssot.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** An agent with a front of its own: what a worker sees of a real {@code ssot-mcp} process. For any number of threads. */
public final class Agent implements AutoCloseable {

    private final McpClient client;

    private Agent(McpClient client) {
        this.client = client;
    }

    /** A front that serves this repository and no other. */
    public static Agent pinned(Path repository, Map<String, String> environment) {
        return new Agent(McpClient.session(repository, environment));
    }

    /** A front whose calls name their repository. */
    public static Agent explicit(Map<String, String> environment) {
        McpClient client = McpClient.front(environment, "--repo-mode", "explicit");
        client.initialize();
        return new Agent(client);
    }

    /** Calls a tool and answers its result, refusals included. */
    public ToolResult call(String tool, ObjectNode arguments) {
        return ToolResult.of(client.callTool(tool, arguments));
    }

    /** Calls a tool and answers at once; the result comes later, or fails with the process. */
    public CompletableFuture<ToolResult> callAsync(String tool, ObjectNode arguments) {
        return client.callToolAsync(tool, arguments).thenApply(ToolResult::of);
    }

    public Process process() {
        return client.process();
    }

    /** Kills the front, as an agent does that crashes. */
    @Override
    public void close() {
        client.process().destroyForcibly();
    }

    /**
     * The result of a tool call.
     *
     * @param content {@code structuredContent}
     * @param meta {@code _meta}
     */
    public record ToolResult(boolean isError, ObjectNode content, JsonNode meta, String text) {

        static ToolResult of(JsonNode result) {
            return new ToolResult(
                    result.path("isError").asBoolean(),
                    (ObjectNode) result.path("structuredContent"),
                    result.path("_meta"),
                    result.path("content").path(0).path("text").asText());
        }

        public String code() {
            return content.path("code").asText();
        }

        public String kind() {
            return content.path("kind").asText();
        }

        public String backend() {
            return meta.path("vox_backend").asText();
        }

        public String reason() {
            return meta.path("vox_backend_reason").asText();
        }
    }
}
