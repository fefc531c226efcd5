package dev.ssot.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real daemon with a place of its own for its files, so that it never meets the one of the machine's user. */
public final class RunningDaemon implements AutoCloseable {

    private static final List<String> WRITES_AND_READS =
            List.of("VOX_MCP_ORCHESTRATOR_RPC_READS", "VOX_MCP_ORCHESTRATOR_RPC_WRITES");

    private final Map<String, String> environment;

    private RunningDaemon(Map<String, String> environment) {
        this.environment = environment;
    }

    /** @param runtime an empty folder for the discovery file */
    public static RunningDaemon start(Path runtime) throws IOException, InterruptedException {
        RunningDaemon daemon = at(runtime);
        daemon.start();
        return daemon;
    }

    /** Not started yet. */
    public static RunningDaemon at(Path runtime) {
        return new RunningDaemon(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
    }

    /** Starts it, or another one after it was stopped. */
    public ObjectNode start() throws IOException, InterruptedException {
        return ssot("daemon", "start", "--json");
    }

    public ObjectNode stop() throws IOException, InterruptedException {
        return ssot("daemon", "stop", "--json");
    }

    /** Kills it as a crash would. */
    public void kill() throws IOException, InterruptedException {
        long pid = status().path("pid").asLong();
        String start = ProcessIdentity.of(pid).orElseThrow().startTime();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        // Not ProcessHandle: it counts a process as alive until its parent has taken note of its end.
        while (ProcessIdentity.isAlive(pid, start)) {
            Thread.onSpinWait();
        }
    }

    public ObjectNode status() throws IOException, InterruptedException {
        return ssot("daemon", "status", "--json");
    }

    /** What a front needs to find this daemon and to send everything to it. */
    public Map<String, String> flagsOn() {
        Map<String, String> flags = new HashMap<>(environment);
        WRITES_AND_READS.forEach(flag -> flags.put(flag, "1"));
        return flags;
    }

    /** What a front needs to find this daemon and to use it for nothing. */
    public Map<String, String> flagsOff() {
        return environment;
    }

    /** Runs a command line and answers the JSON that it prints. */
    public ObjectNode ssot(String... arguments) throws IOException, InterruptedException {
        return run(environment, arguments);
    }

    /** Runs a command line that sends everything to this daemon. */
    public ObjectNode ask(String... arguments) throws IOException, InterruptedException {
        return run(flagsOn(), arguments);
    }

    private static ObjectNode run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Installation.launcher("ssot").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("ssot does not end: " + command);
        }
        JsonNode json = Json.MAPPER.readTree(out);
        return json instanceof ObjectNode object ? object : Json.object().put("text", out);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (status().path("running").asBoolean()) {
            kill();
        }
    }
}
