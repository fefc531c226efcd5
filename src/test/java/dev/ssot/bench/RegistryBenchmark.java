package dev.ssot.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.boot.EngineUnderTest;
import dev.ssot.operation.Catalog;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.validation.Validation;
import dev.ssot.support.Installation;
import dev.ssot.support.RealRegistry;
import dev.ssot.support.RegistryGenerator;
import dev.ssot.support.RunningDaemon;
import dev.ssot.workspace.WorktreeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Measures reading, checking and writing a registry and prints one table of it. Nothing fails for being slow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryBenchmark {

    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bench.seconds", 3));
    private static final Catalog CATALOG = Catalog.load();
    private static final int MANY = 16;
    private static final int TIMES_TEN = 3_880;
    private static final int STARTS = 7;

    /** The arguments of the command that is measured as a whole process, in the real registry's repository. */
    private static final List<String> COMMAND =
            List.of(System.getProperty("bench.command", "feature list").split(" "));

    private final Table table =
            new Table("what", "registry", "workers", "p50 ms", "p99 ms", "per s", "other answers", "goal");

    @TempDir
    private Path folder;

    private Path runtime;
    private RunningDaemon daemon;

    @BeforeEach
    void startDaemon() throws Exception {
        runtime = Files.createTempDirectory(folder, "runtime");
        daemon = RunningDaemon.start(runtime);
    }

    @AfterEach
    void stopDaemon() throws Exception {
        daemon.close();
    }

    @AfterAll
    void print() throws IOException {
        Path report = Installation.home().resolve("target/bench/registry.txt");
        Files.createDirectories(report.getParent());
        Files.writeString(report, table.toString());
        System.out.println();
        System.out.println(table);
    }

    @Test
    void the_real_registry() throws Exception {
        Path root = RealRegistry.unpack(folder);
        reads("real", root, "20 ms warm");
        writes("real", root, "p50 8 ms", "1,000/s");
        command(root);
    }

    @Test
    void ten_times_as_many_features() throws Exception {
        Path root = RegistryGenerator.write(folder.resolve("ten"), TIMES_TEN, 1);
        reads("10 x", root, "");
        writes("10 x", root, "", "");
    }

    private void reads(String name, Path root, String validationGoal) throws Exception {
        byte[] bytes = Files.readAllBytes(root.resolve(".ssot/registry.json"));
        RepositoryFiles files = new Worktree(new WorktreeFiles(root));
        Registry registry = open(bytes);
        row("load", name, List.of(() -> timed(() -> open(bytes).document().isObject())), "");
        row(
                "full validation",
                name,
                List.of(() -> timed(() -> Validation.full(registry, files).registry() == registry)),
                validationGoal);
        String id = registry.rows(Section.FEATURES).stream()
                .map(Row::id)
                .skip(100)
                .findFirst()
                .orElseThrow();
        try (EngineDoor door = new EngineDoor(new EngineUnderTest(), root)) {
            for (String operation : List.of("registry.entity.get", "registry.entity.list", "registry.entity.search")) {
                ObjectNode arguments = Json.object().put("section", "features");
                switch (operation) {
                    case "registry.entity.get" -> arguments.put("entity_id", id);
                    case "registry.entity.search" -> arguments.put("query", "registry");
                    default -> {}
                }
                row(
                        operation,
                        name,
                        List.of(() -> timed(() ->
                                door.call(operation, arguments).path("passed").asBoolean())),
                        "");
            }
        }
    }

    private void writes(String name, Path root, String oneGoal, String manyGoal) throws Exception {
        if (CATALOG.find(IssueCreation.OPERATION).isEmpty()) {
            table.row("create with save", name, "", "not there", "", "", "", oneGoal);
            return;
        }
        for (int writers : List.of(1, MANY)) {
            EngineUnderTest engine = new EngineUnderTest();
            creations("create, direct, in process", name, writers, () -> new EngineDoor(engine, root), oneGoal, "");
            creations("create, daemon, RPC", name, writers, () -> DaemonDoor.open(runtime, root), oneGoal, manyGoal);
        }
    }

    private void creations(String what, String name, int writers, Supplier<Door> open, String oneGoal, String manyGoal)
            throws Exception {
        List<Door> doors = IntStream.range(0, writers).mapToObj(_ -> open.get()).toList();
        try {
            List<IssueCreation> steps = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                String worker = "%s.%d.%d".formatted(what.contains("daemon") ? "daemon" : "direct", writers, i);
                steps.add(new IssueCreation(doors.get(i), worker));
            }
            row(what, name, steps, writers == 1 ? oneGoal : manyGoal);
        } finally {
            doors.forEach(Door::close);
        }
    }

    private void command(Path root) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(Installation.launcher("ssot").toString()));
        command.addAll(COMMAND);
        long[] nanos = new long[STARTS];
        int bad = 0;
        for (int i = 0; i < STARTS; i++) {
            long begun = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(root.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            bad += process.waitFor() == 0 ? 0 : 1;
            nanos[i] = System.nanoTime() - begun;
        }
        String median = millis(new Figures(nanos).medianMillis());
        table.row(
                "ssot " + String.join(" ", COMMAND) + ", whole process",
                "real",
                "1",
                median,
                "",
                "",
                "" + bad,
                "150 ms");
    }

    private void row(String what, String name, List<? extends Load.Step> steps, String goal) throws Exception {
        Load.Measured measured = Load.run(steps, MEASURED, MEASURED);
        table.row(
                what,
                name,
                Integer.toString(steps.size()),
                millis(measured.latency().medianMillis()),
                millis(measured.latency().percentileMillis(99)),
                "%,.0f".formatted(measured.perSecond()),
                Long.toString(measured.bad()),
                goal);
    }

    private static Load.Sample timed(Callable<Boolean> step) {
        long begun = System.nanoTime();
        try {
            boolean good = step.call();
            return new Load.Sample(System.nanoTime() - begun, good);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static Registry open(byte[] bytes) {
        return ((Registry.Opening.Opened) Registry.open(bytes, "registry.json", "the repository")).registry();
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 1 ? "%.3f" : millis < 100 ? "%.2f" : "%.0f", millis);
    }

    /** The files of the repository, as the engine asks about them. */
    private record Worktree(WorktreeFiles files) implements RepositoryFiles {

        @Override
        public boolean exists(String path) {
            return files.exists(path);
        }

        @Override
        public Optional<byte[]> read(String path) {
            return files.read(path);
        }

        @Override
        public List<String> filesBelow(String folder) {
            return files.filesBelow(folder);
        }

        @Override
        public Optional<String> resolve(String path) {
            return files.resolve(path);
        }
    }
}
