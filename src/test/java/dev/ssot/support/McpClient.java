package dev.ssot.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A client of a real MCP process over its pipes, for tests, races and benchmarks. Any number of threads may call at
 * once: answers find their callers by id. Everything waits with a deadline and fails with the server's standard error.
 */
public final class McpClient implements AutoCloseable {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Process process;
    private final OutputStream toServer;
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final BlockingQueue<JsonNode> strays = new LinkedBlockingQueue<>();
    private final Queue<String> foreignLines = new ConcurrentLinkedQueue<>();
    private final StringBuffer errors = new StringBuffer();
    private final Thread reader;
    private final Thread errorReader;

    private McpClient(Process process) {
        this.process = process;
        this.toServer = process.getOutputStream();
        this.reader = Thread.ofPlatform().daemon().name("mcp-client-out").start(this::readMessages);
        this.errorReader = Thread.ofPlatform().daemon().name("mcp-client-err").start(this::readErrors);
    }

    /** Starts a command as the server; the variables are added to this process's. */
    public static McpClient start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            return new McpClient(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts {@code deploy/bin/ssot-mcp} of this project. */
    public static McpClient front(Map<String, String> environment, String... arguments) {
        return start(launcher(arguments), environment);
    }

    /** A front that is pinned to a repository, with the session open. */
    public static McpClient session(Path repository, Map<String, String> environment) {
        McpClient client = front(environment, "--repo", repository.toString());
        client.initialize();
        return client;
    }

    /** The command that starts the front with these arguments. */
    public static List<String> launcher(String... arguments) {
        return Stream.concat(Stream.of(Installation.launcher("ssot-mcp").toString()), Stream.of(arguments))
                .toList();
    }

    /** The handshake; answers the server's capabilities and the rest of its result. */
    public JsonNode initialize() {
        ObjectNode params = JSON.createObjectNode().put("protocolVersion", "2025-11-25");
        params.putObject("capabilities");
        params.putObject("clientInfo").put("name", "test").put("version", "1");
        JsonNode result = request("initialize", params).path("result");
        notify("notifications/initialized", null);
        return result;
    }

    /** Calls a tool and answers its result, {@code isError} or not. */
    public JsonNode callTool(String name, ObjectNode arguments) {
        JsonNode answer = request("tools/call", toolCall(name, arguments));
        if (!answer.has("result")) {
            throw failure("no result of " + name + ": " + answer, null);
        }
        return answer.get("result");
    }

    /** The same without waiting. */
    public CompletableFuture<JsonNode> callToolAsync(String name, ObjectNode arguments) {
        return send("tools/call", toolCall(name, arguments)).thenApply(answer -> answer.path("result"));
    }

    /** All rows of {@code tools}, {@code prompts}, {@code resources}; templates are {@code resources/templates}. */
    public List<JsonNode> list(String kind) {
        String member = kind.equals("resources/templates") ? "resourceTemplates" : kind;
        List<JsonNode> rows = new ArrayList<>();
        request(kind + "/list", null).path("result").path(member).forEach(rows::add);
        return rows;
    }

    /** Sends a request and waits for the whole answer, error or result. */
    public JsonNode request(String method, ObjectNode params) {
        return await(send(method, params), method);
    }

    public CompletableFuture<JsonNode> send(String method, ObjectNode params) {
        long id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        if (!reader.isAlive()) {
            answer.completeExceptionally(new IOException("the server has closed its output"));
        }
        sendMessage(JSON.createObjectNode().put("id", id).put("method", method), params);
        return answer;
    }

    public void notify(String method, ObjectNode params) {
        sendMessage(JSON.createObjectNode().put("method", method), params);
    }

    /** Sends a line as it is. */
    public void sendLine(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            synchronized (toServer) {
                toServer.write(bytes);
                toServer.flush();
            }
        } catch (IOException e) {
            throw failure("the server takes no input", e);
        }
    }

    /** The next message that answers no request of this client: a notification, or an error without an id. */
    public JsonNode nextStray() {
        try {
            JsonNode stray = strays.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            if (stray == null) {
                throw failure("no message within " + DEADLINE, null);
            }
            return stray;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted", e);
        }
    }

    public int strayCount() {
        return strays.size();
    }

    /** What stood on standard output and is no message of the protocol. */
    public List<String> foreignLines() {
        return List.copyOf(foreignLines);
    }

    /** What the server has written to standard error so far. */
    public String errors() {
        return errors.toString();
    }

    public Process process() {
        return process;
    }

    /** Ends the input, as a client does that leaves in an orderly way. */
    public void endInput() {
        try {
            toServer.close();
        } catch (IOException e) {
            throw failure("the server takes no end of input", e);
        }
    }

    /** Waits for the end of the process and of its output, and answers the exit status. */
    public int awaitExit() {
        try {
            if (!process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failure("the process is still there after " + DEADLINE, null);
            }
            reader.join(DEADLINE);
            errorReader.join(DEADLINE);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted", e);
        }
    }

    public JsonNode await(CompletableFuture<JsonNode> answer, String what) {
        try {
            return answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw failure("no answer to " + what, e);
        }
    }

    @Override
    public void close() {
        try {
            toServer.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void sendMessage(ObjectNode message, ObjectNode params) {
        message.put("jsonrpc", "2.0");
        if (params != null) {
            message.set("params", params);
        }
        sendLine(message.toString());
    }

    private void readMessages() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                dispatch(line);
            }
        } catch (IOException broken) {
            errors.append("reading broke: ").append(broken);
        } finally {
            IOException ended = new IOException("the server has closed its output");
            waiting.values().forEach(answer -> answer.completeExceptionally(ended));
        }
    }

    private void dispatch(String line) {
        JsonNode message = parsed(line);
        if (!message.path("jsonrpc").asText().equals("2.0")) {
            foreignLines.add(line);
            return;
        }
        JsonNode id = message.path("id");
        CompletableFuture<JsonNode> answer =
                id.isIntegralNumber() && !message.has("method") ? waiting.remove(id.longValue()) : null;
        if (answer == null) {
            strays.add(message);
        } else {
            answer.complete(message);
        }
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException foreign) {
            return MissingNode.getInstance();
        }
    }

    private void readErrors() {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                errors.append(line).append('\n');
            }
        } catch (IOException broken) {
            errors.append("reading broke: ").append(broken);
        }
    }

    private static ObjectNode toolCall(String name, ObjectNode arguments) {
        ObjectNode params = JSON.createObjectNode().put("name", name);
        params.set("arguments", arguments);
        return params;
    }

    private IllegalStateException failure(String what, Exception cause) {
        return new IllegalStateException(
                "%s; process %s; standard error:%n%s".formatted(what, process.isAlive() ? "alive" : "ended", errors),
                cause);
    }
}
