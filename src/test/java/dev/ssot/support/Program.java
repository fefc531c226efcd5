package dev.ssot.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ssot} from the classes under test, as processes with a place of their own for the daemon's files. */
public final class Program {

    private final Path launcher;
    private final Map<String, String> environment;

    private Program(Path launcher, Map<String, String> environment) {
        this.launcher = launcher;
        this.environment = environment;
    }

    /** @param folder an empty one, for the launcher and the daemon's files */
    public static Program in(Path folder, Map<String, String> settings) throws IOException {
        Path launcher = launcher(folder.resolve("ssot-of-the-test"), "dev.ssot.boot.Main \"$@\"");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("XDG_RUNTIME_DIR", folder.toString());
        environment.put("XDG_STATE_HOME", folder.toString());
        return new Program(launcher, environment);
    }

    /** A script that runs another class with the classes of the program, whatever it is called with. */
    public Path launcherOf(Class<?> main, String argument) throws IOException {
        Path script = launcher.resolveSibling(main.getSimpleName() + "-" + argument);
        return launcher(script, main.getName() + " " + argument);
    }

    private static Path launcher(Path script, String what) throws IOException {
        Files.writeString(
                script, """
                #!/bin/sh
                export XDG_RUNTIME_DIR='%s'
                exec '%s' -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED '-Dssot.launcher=%s' \
                -cp '%s' %s
                """.formatted(script.getParent(), java(), script, System.getProperty("java.class.path"), what));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    /** How a process ended. */
    public record Ended(int status, String out, String err) {

        public ObjectNode json() throws IOException {
            return (ObjectNode) Json.MAPPER.readTree(out);
        }
    }

    /** The same program with one more variable. */
    public Program with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Program(launcher, more);
    }

    public Map<String, String> environment() {
        return environment;
    }

    public Ended run(String... arguments) throws IOException, InterruptedException {
        return await(start(arguments));
    }

    public Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** A process that runs another class with the classes and the surroundings of the program. */
    public Process main(Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return start(command);
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("VOX_") || name.startsWith("SSOT_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    public static Ended await(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process does not end: " + out + err);
        }
        return new Ended(process.exitValue(), out, err);
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }
}
