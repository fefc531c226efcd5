package dev.ssot.support;

import com.fasterxml.jackson.core.JsonProcessingException;
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

    private final Path folder;
    private final Map<String, String> environment;

    private RunningDaemon(Path folder, Map<String, String> environment) {
        this.folder = folder;
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
        return at(runtime, Path.of(""), Map.of());
    }

    /**
     * Not started yet.
     *
     * @param folder where its commands are given
     * @param settings further variables
     */
    public static RunningDaemon at(Path runtime, Path folder, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("XDG_RUNTIME_DIR", runtime.toString());
        return new RunningDaemon(folder.toAbsolutePath(), Map.copyOf(environment));
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
        return json(process(environment, arguments));
    }

    /** The same, with everything that can go to this daemon sent to it. */
    public ObjectNode ask(String... arguments) throws IOException, InterruptedException {
        return json(process(flagsOn(), arguments));
    }

    private static ObjectNode json(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        exitStatus(process);
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(out);
        } catch (JsonProcessingException text) {
            json = Json.object().put("text", out);
        }
        return json instanceof ObjectNode object ? object : Json.object().put("text", out);
    }

    /** Runs a command line for its exit status. */
    public int exitStatus(String... arguments) throws IOException, InterruptedException {
        return exitStatus(process(environment, arguments));
    }

    private Process process(Map<String, String> variables, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Installation.launcher("ssot").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("VOX_"));
        builder.environment().putAll(variables);
        return builder.start();
    }

    private static int exitStatus(Process process) throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("ssot does not end: " + process.info().commandLine());
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (status().path("running").asBoolean()) {
            kill();
        }
    }
}
