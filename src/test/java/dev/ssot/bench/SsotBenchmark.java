package dev.ssot.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.boot.EngineUnderTest;
import dev.ssot.registry.json.Json;
import dev.ssot.support.Agent;
import dev.ssot.support.Installation;
import dev.ssot.support.McpClient;
import dev.ssot.support.RealRegistry;
import dev.ssot.support.RegistryGenerator;
import dev.ssot.support.RunningDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Measures what design goals are stated for and prints one table of it. Nothing fails for being slow. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SsotBenchmark {

    private static final Duration MEASURED = Duration.ofSeconds(Integer.getInteger("bench.seconds", 3));

    /** Daemon, front and this process compile their hot code within some thousand rounds. */
    private static final Duration WARM_UP = MEASURED.multipliedBy(3);

    private static final int REAL_FEATURES = 388;
    private static final int MANY = 8;
    private static final int WRITERS = 16;
    private static final int STARTS = 7;
    private static final long SEED = 1;

    private static final String NO_GOAL = "";
    private static final String NOTHING = "";

    private final Table table =
            new Table("what", "registry", "workers", "p50 ms", "p99 ms", "per s", "other answers", "else", "goal");

    @TempDir
    private Path folder;

    private Path runtime;
    private RunningDaemon daemon;

    @BeforeAll
    void describeMachine() throws IOException {
        table.note("");
        table.note("%d cores, %s %s, %s %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("java.vm.name"),
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.version")));
        boolean trained = Files.isDirectory(Installation.home().resolve("target/aot"));
        table.note("fronts start " + (trained ? "from a trained AOT cache" : "without an AOT cache"));
        table.note("A round is a claim and an abandon, both durable, each with its request id. p50 and p99 are of the"
                + " claim alone; per s counts rounds, so the engine takes twice as many decisions.");
    }

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
        table.note("1-minute load at the end: " + load());
        Path report = Installation.home().resolve("target/bench/figures.txt");
        Files.createDirectories(report.getParent());
        Files.writeString(report, table.toString());
        System.out.println();
        System.out.println(table);
    }

    @Test
    @Order(1)
    void claims_on_the_real_registry() throws Exception {
        if (!RealRegistry.isThere()) {
            table.note("skipped: the real registry is not there, so nothing was measured on it");
            return;
        }
        Path root = RealRegistry.unpack(folder);
        everyDoor("real", root, true);
        for (int workers : List.of(1, MANY)) {
            renewals("renewal, daemon RPC", workers, daemons(root));
            renewals("renewal, daemon, stdio fronts", workers, fronts(root, daemon.flagsOn()));
        }
        table.row("daemon memory after", "real", NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, daemonMemory(), NO_GOAL);
    }

    @Test
    @Order(2)
    void claims_on_ten_times_as_many_features() throws Exception {
        everyDoor("10 x", RegistryGenerator.write(folder.resolve("ten"), 10 * REAL_FEATURES, SEED), false);
    }

    @Test
    @Order(3)
    void claims_on_a_hundred_times_as_many_features() throws Exception {
        Path root = RegistryGenerator.write(folder.resolve("hundred"), 100 * REAL_FEATURES, SEED);
        Tokens tokens = new Tokens();
        claims("direct, in process", "100 x", 1, engines(root), tokens, "p50 within 1.5 x of real");
        claims("daemon, RPC", "100 x", MANY, daemons(root), tokens, "within 1.5 x of real");
        unique("100 x", tokens);
        table.row("daemon memory after", "100 x", NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, daemonMemory(), NO_GOAL);
    }

    @Test
    @Order(4)
    void writes_of_the_real_registry() throws Exception {
        if (!RealRegistry.isThere()) {
            return;
        }
        Path root = RealRegistry.unpack(Files.createTempDirectory(folder, "written"));
        for (int writers : List.of(1, WRITERS)) {
            upserts("upsert, direct, in process", writers, root, engines(root));
            upserts("upsert, daemon, RPC", writers, root, daemons(root));
        }
    }

    @Test
    @Order(5)
    void starting_a_front() throws Exception {
        Path root = RegistryGenerator.write(folder.resolve("small"), REAL_FEATURES, SEED);
        List<Long> nanos = new ArrayList<>();
        String memory = "";
        for (int i = 0; i < STARTS; i++) {
            long begun = System.nanoTime();
            try (McpClient front = McpClient.session(root, daemon.flagsOff())) {
                var _ = front.list("tools");
                nanos.add(System.nanoTime() - begun);
                memory = ResidentMemory.of(front.process().pid());
            }
        }
        Figures starts = new Figures(nanos.stream().mapToLong(Long::longValue).toArray());
        table.row(
                "front, start to tools/list",
                NOTHING,
                NOTHING,
                millis(starts.medianMillis()),
                NOTHING,
                NOTHING,
                NOTHING,
                memory,
                "330 ms, 100 MB (aim 300 ms, 90 MB)");
    }

    private void everyDoor(String registry, Path root, boolean goals) throws Exception {
        Tokens tokens = new Tokens();
        String flat = "within 1.5 x of real";
        for (int workers : List.of(1, MANY)) {
            boolean one = workers == 1;
            claims("direct, in process", registry, workers, engines(root), tokens, goals ? NO_GOAL : flat);
            claims(
                    "direct, stdio fronts",
                    registry,
                    workers,
                    fronts(root, daemon.flagsOff()),
                    tokens,
                    goals ? NO_GOAL : flat);
            claims(
                    "daemon, RPC",
                    registry,
                    workers,
                    daemons(root),
                    tokens,
                    goals ? one ? "p50 0.6 ms" : "6,000/s" : flat);
            claims(
                    "daemon, stdio fronts",
                    registry,
                    workers,
                    fronts(root, daemon.flagsOn()),
                    tokens,
                    goals ? one ? "p50 1 ms, p99 10 ms" : "2,000/s" : flat);
        }
        unique(registry, tokens);
    }

    private void claims(
            String what, String registry, int workers, IntFunction<List<Door>> doors, Tokens tokens, String goal)
            throws Exception {
        List<Door> open = doors.apply(workers);
        try {
            List<ClaimRound> rounds = IntStream.range(0, workers)
                    .mapToObj(i -> new ClaimRound(open.get(i), "worker-" + i, tokens))
                    .toList();
            row(what, registry, workers, Load.run(rounds, WARM_UP, MEASURED), goal);
        } finally {
            open.forEach(Door::close);
        }
    }

    private void renewals(String what, int workers, IntFunction<List<Door>> doors) throws Exception {
        List<Door> open = doors.apply(workers);
        try {
            List<HeldSlice> slices = IntStream.range(0, workers)
                    .mapToObj(i -> HeldSlice.of(
                            open.get(i), HeldSlice.claim(open.get(i), what.replaceAll("\\W+", "-") + "-" + i)))
                    .toList();
            row(what, "real", workers, Load.run(slices, WARM_UP, MEASURED), NO_GOAL);
            slices.forEach(HeldSlice::close);
        } finally {
            open.forEach(Door::close);
        }
    }

    private void upserts(String what, int writers, Path root, IntFunction<List<Door>> doors) throws Exception {
        List<String> tests = tests(root);
        List<Door> open = doors.apply(writers);
        try {
            List<StatusFlip> flips = IntStream.range(0, writers)
                    .mapToObj(i -> new StatusFlip(open.get(i), tests.get(i)))
                    .toList();
            row(
                    what,
                    "real",
                    writers,
                    Load.run(flips, WARM_UP, MEASURED),
                    writers == 1 ? "p50 8 ms" : "1,000/s (16 writers, grouped)");
        } finally {
            open.forEach(Door::close);
        }
    }

    private void row(String what, String registry, int workers, Load.Measured measured, String goal) {
        table.row(
                what,
                registry,
                Integer.toString(workers),
                millis(measured.latency().medianMillis()),
                millis(measured.latency().percentileMillis(99)),
                "%,.0f".formatted(measured.perSecond()),
                Long.toString(measured.bad()),
                "load " + load(),
                goal);
        System.out.printf(
                "measured: %s, %s, %d workers: p50 %s ms, %,.0f/s%n",
                what, registry, workers, millis(measured.latency().medianMillis()), measured.perSecond());
    }

    private void unique(String registry, Tokens tokens) {
        table.note("%s: %,d fencing tokens granted, none twice".formatted(registry, tokens.count()));
    }

    private static IntFunction<List<Door>> engines(Path root) {
        return workers -> {
            EngineUnderTest engine = new EngineUnderTest();
            return doors(workers, _ -> new EngineDoor(engine, root));
        };
    }

    private IntFunction<List<Door>> daemons(Path root) {
        return workers -> doors(workers, _ -> DaemonDoor.open(runtime, root));
    }

    private static IntFunction<List<Door>> fronts(Path root, Map<String, String> environment) {
        return workers -> doors(workers, _ -> new FrontDoor(Agent.pinned(root, environment)));
    }

    private static List<Door> doors(int workers, IntFunction<Door> open) {
        return IntStream.range(0, workers).mapToObj(open).toList();
    }

    private static List<String> tests(Path root) throws IOException {
        JsonNode registry =
                Json.MAPPER.readTree(root.resolve(".ssot/registry.json").toFile());
        return registry.path("tests")
                .valueStream()
                .map(test -> test.path("id").asText())
                .limit(WRITERS)
                .toList();
    }

    private String daemonMemory() throws Exception {
        return ResidentMemory.of(daemon.status().path("pid").asLong());
    }

    private static String load() {
        double load = java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                .getSystemLoadAverage();
        return load < 0 ? "?" : "%.1f".formatted(load);
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 100 ? "%.2f" : "%.0f", millis);
    }
}
