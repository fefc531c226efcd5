package dev.ssot.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An agent's side of a real {@code ssot-mcp} process, for any number of threads. */
public final class McpClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final OutputStream in;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<ObjectNode>> waiting = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> unasked = new ConcurrentLinkedQueue<>();

    private McpClient(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
        Thread.ofPlatform().daemon().name("mcp-client").start(this::receive);
    }

    /** Starts a front and shakes hands with it. */
    public static McpClient start(Map<String, String> environment, String... arguments) throws IOException {
        McpClient client = startSilent(environment, arguments);
        ObjectNode hello = Json.object().put("protocolVersion", "2025-06-18");
        hello.putObject("capabilities");
        hello.putObject("clientInfo").put("name", "test").put("version", "1");
        client.request("initialize", hello);
        client.send(Json.object().put("jsonrpc", "2.0").put("method", "notifications/initialized"));
        return client;
    }

    /** Starts a front and says nothing yet. */
    public static McpClient startSilent(Map<String, String> environment, String... arguments) throws IOException {
        String launcher = Installation.launcher("ssot-mcp").toString();
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(launcher), Stream.of(arguments)).toList());
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        return new McpClient(builder.start());
    }

    /** A front that is pinned to the repository. */
    public static McpClient pinned(Path repository, Map<String, String> environment) throws IOException {
        return start(environment, "--repo", repository.toString());
    }

    public ObjectNode request(String method, ObjectNode params) {
        return await(send(method, params));
    }

    /** Calls a tool and answers its result, refusals included. */
    public ToolResult call(String tool, ObjectNode arguments) {
        return toolResult(request("tools/call", toolCall(tool, arguments)));
    }

    /** Calls a tool and answers at once; the result comes later. */
    public CompletableFuture<ToolResult> callAsync(String tool, ObjectNode arguments) {
        return send("tools/call", toolCall(tool, arguments)).thenApply(McpClient::toolResult);
    }

    /** Sends a request without waiting. */
    public CompletableFuture<ObjectNode> send(String method, ObjectNode params) {
        int id = ids.incrementAndGet();
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
        message.set("params", params);
        try {
            send(message);
        } catch (IOException gone) {
            waiting.remove(id);
            answer.completeExceptionally(gone);
        }
        return answer;
    }

    public void send(ObjectNode message) throws IOException {
        sendLine(message.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes as one line, whatever they are. */
    public void sendLine(byte[] line) throws IOException {
        synchronized (in) {
            in.write(line);
            in.write('\n');
            in.flush();
        }
    }

    /** The next line that answers no request of ours. */
    public String nextUnasked() throws InterruptedException {
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; ) {
            String line = unasked.poll();
            if (line != null) {
                return line;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no unasked line came");
    }

    public List<String> unasked() {
        return List.copyOf(unasked);
    }

    public Process process() {
        return process;
    }

    /** Closes standard input, as a client does that is done; answers the exit status. */
    public int finish() throws IOException, InterruptedException {
        in.close();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("ssot-mcp does not end after the end of input");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /**
     * The result of a tool call.
     *
     * @param content {@code structuredContent}
     * @param meta {@code _meta}
     */
    public record ToolResult(boolean isError, ObjectNode content, JsonNode meta, String text) {

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

    private static ObjectNode toolCall(String tool, ObjectNode arguments) {
        ObjectNode params = Json.object().put("name", tool);
        params.set("arguments", arguments);
        return params;
    }

    private static ToolResult toolResult(ObjectNode answer) {
        if (!(answer.path("result") instanceof ObjectNode result)) {
            throw new AssertionError("no tool result: " + answer);
        }
        return new ToolResult(
                result.path("isError").asBoolean(),
                (ObjectNode) result.path("structuredContent"),
                result.path("_meta"),
                result.path("content").path(0).path("text").asText());
    }

    private static ObjectNode await(CompletableFuture<ObjectNode> answer) {
        try {
            return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void receive() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                JsonNode message = parsed(line);
                CompletableFuture<ObjectNode> answer = message.has("method")
                        ? null
                        : waiting.remove(message.path("id").asInt(-1));
                if (answer == null) {
                    unasked.add(line);
                } else {
                    answer.complete((ObjectNode) message);
                }
            }
        } catch (IOException ended) {
            // The process is gone; whoever waits is told below.
        }
        waiting.values().forEach(answer -> answer.completeExceptionally(new IOException("ssot-mcp is gone")));
    }

    private static JsonNode parsed(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException noJson) {
            return Json.object().put("method", "not JSON");
        }
    }
}
