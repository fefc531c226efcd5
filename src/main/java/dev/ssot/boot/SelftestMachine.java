package dev.ssot.boot;

import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Operations;
import dev.ssot.selftest.Machine;
import dev.ssot.selftest.Role;
import java.io.File;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Processes of a selftest run the same program by the same Java; they never meet the user's own daemon. */
final class SelftestMachine implements Machine {

    /** Compiled quickly, because they live for a short time, and with a bound on memory that a leak would hit. */
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");

    @Override
    public ProcessBuilder process(Role role, Path runtime, Optional<Path> cache) {
        ProcessBuilder builder = process(
                Stream.concat(
                                Stream.of(role == Role.DAEMON ? "-Xmx256m" : "-Xmx96m"),
                                cache.stream().map(file -> "-XX:AOTCache=" + file))
                        .toList(),
                runtime);
        if (role == Role.FRONT) {
            Map<String, String> environment = builder.environment();
            environment.put(Variable.VOX_MCP_ORCHESTRATOR_RPC_READS.toString(), "1");
            environment.put(Variable.VOX_MCP_ORCHESTRATOR_RPC_WRITES.toString(), "1");
        }
        return builder;
    }

    @Override
    public ProcessBuilder rehearsal(Path runtime, Path cache) {
        return process(List.of("-XX:AOTCacheOutput=" + cache), runtime);
    }

    private static ProcessBuilder process(List<String> flags, Path runtime) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(), SelftestWorker.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("VOX_") || name.startsWith("XDG_"));
        environment.put("XDG_RUNTIME_DIR", runtime.toString());
        return builder;
    }

    @Override
    public <T> T reopened(Function<Operations, T> use) {
        try (LocalEngine engine =
                new LocalEngine(Catalog.load(), InstantSource.system(), Environment.ofThisProcess())) {
            return use.apply(engine.operations());
        }
    }

    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
