package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Event;
import dev.ssot.campaign.KeptRun;
import dev.ssot.campaign.TestRun;
import dev.ssot.cli.command.TrustControl;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Outcome;
import dev.ssot.store.SqliteControlStore;
import dev.ssot.support.GitCommands;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the process that runs tests is killed: nothing that runs, and nothing that passed. */
@EnabledOnOs(OS.LINUX)
class KilledTestRunTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** One below the command, one without a parent in a session of its own, and one that hears no signal but the last. */
    private static final String SCRIPT = """
            sleep 600 & echo $! > direct
            (setsid sleep 600 & echo $! > detached)
            (trap '' HUP INT TERM; exec sleep 600) & echo $! > deaf
            echo $$ > command
            sleep 600""";

    private static final Map<String, Object> REPORT = Map.of(
            "changed_paths", List.of("src/a/code.txt", TestRepository.evidencePath("a")),
            "tests_run", List.of(Map.of("command", "true", "exit_code", 0)),
            "evidence_paths", List.of(TestRepository.evidencePath("a")));

    @TempDir
    Path folder;

    @TempDir
    Path state;

    @Test
    void nothing_runs_on_and_the_run_is_marked() throws Exception {
        Path root = written(repository(SCRIPT));
        Process killed = start(root, "test", "run", "--id", "tst:a");
        Awaitility.await().atMost(PATIENCE).until(() -> !read("command").isBlank());
        List<ProcessIdentity> left = new ArrayList<>();
        for (String name : List.of("direct", "detached", "deaf", "command")) {
            left.add(ProcessIdentity.of(Long.parseLong(read(name))).orElseThrow());
        }

        killed.destroyForcibly().waitFor();

        Awaitility.await().atMost(PATIENCE).until(() -> left.stream().noneMatch(ProcessIdentity::isAlive));
        assertThat(latestRun(root)).as("nobody has looked yet").isEmpty();
        call(root, "lease.list");
        assertThat(latestRun(root)).hasSize(1);
        TestRun run = latestRun(root).getFirst().run();
        assertThat(run.ending()).isEqualTo(TestRun.Ending.INTERRUPTED);
        assertThat(run.passed()).isFalse();
        assertThat(call(root, "registry.entity.get", "section", "tests", "entity_id", "tst:a")
                        .at("/entity/status")
                        .asText())
                .isEqualTo("planned");
    }

    /** The first run waits to be killed, the next one passes. */
    @Test
    void a_completion_that_dies_with_its_tests_leaves_the_lease_and_is_made_by_the_next_call() throws Exception {
        TestRepository repository = repository("test -s command && exit 0; echo $$ > command; sleep 600");
        Path root = written(repository.done("b").artifact("src/b/check.txt").verification("executed"));
        new GitCommands(root).commitAll();
        JsonNode lease = call(
                        root,
                        "slice.claim",
                        arguments("worker_id", "w1", "campaign_id", "c1", "target_tier", "T1", "auto_scaffold", false))
                .path("lease");
        repository.artifact("src/a/code.txt").artifact(TestRepository.evidencePath("a"));
        ObjectNode completion = arguments(OperationsContract.held(lease, "result", REPORT));
        Process killed = start(
                root,
                "worker",
                "complete",
                "--worker-id",
                "w1",
                "--lease-id",
                lease.path("lease_id").asText(),
                "--fencing-token",
                lease.path("fencing_token").asText(),
                "--result-json",
                completion.path("result").toString());
        Awaitility.await().atMost(PATIENCE).until(() -> !read("command").isBlank());
        ProcessIdentity test =
                ProcessIdentity.of(Long.parseLong(read("command"))).orElseThrow();

        killed.destroyForcibly().waitFor();

        Awaitility.await().atMost(PATIENCE).until(() -> !test.isAlive());
        assertThat(call(root, "lease.list").at("/leases/0/status").asText()).isEqualTo("active");
        assertThat(latestRun(root).getFirst().run().ending()).isEqualTo(TestRun.Ending.INTERRUPTED);
        assertThat(events(root)).doesNotContain("tier_gate_passed", "maturation_lease_completed");
        ObjectNode completed = call(root, "slice.complete", completion);
        assertThat(completed.path("outcome").asText()).as("%s", completed).isEqualTo("verified");
        assertThat(events(root)).containsOnlyOnce("tier_gate_passed", "maturation_lease_completed");
    }

    private static List<String> events(Path root) {
        try (SqliteControlStore store = new SqliteControlStore(root)) {
            return store.read(Instant.now(), view -> view.events(null, null, null, 0, 100)).stream()
                    .map(Event::kind)
                    .toList();
        }
    }

    private TestRepository repository(String script) throws IOException {
        TestRepository repository = TestRepository.in(folder).ready("a").artifact("src/a/check.txt");
        ObjectNode execution =
                repository.row("tests", "tst:a").putObject("execution").put("mode", "command");
        execution.putArray("argv").add("sh").add("-c").add(script);
        execution.put("cwd", ".").put("timeout_seconds", 600).putObject("env");
        execution.putObject("success").put("type", "exit_code").put("expected", 0);
        return repository;
    }

    /** Written, and its commands approved. */
    private Path written(TestRepository repository) throws IOException {
        Path root = repository.write();
        OperatorTrust trust = new OperatorTrust(environment());
        var reviewed = (TrustControl.Review.Commands) trust.review(root);
        assertThat(trust.approve(reviewed, reviewed.commands())).isEmpty();
        return root;
    }

    private Process start(Path root, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ssot.boot.Main"));
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(root.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment().only(EnumSet.allOf(Variable.class)));
        return builder.start();
    }

    private Environment environment() {
        return new Environment(Map.of(
                "PATH",
                System.getenv("PATH"),
                "XDG_STATE_HOME",
                state.toString(),
                "XDG_RUNTIME_DIR",
                state.toString()));
    }

    private ObjectNode call(Path root, String operation, Object... arguments) {
        return call(root, operation, arguments(arguments));
    }

    private ObjectNode call(Path root, String operation, ObjectNode arguments) {
        try (LocalEngine engine = new LocalEngine(Catalog.load(), InstantSource.system(), environment())) {
            return ((Outcome.Answered) engine.operations().call(new Call(operation, root, arguments, null))).result();
        }
    }

    private static List<KeptRun> latestRun(Path root) {
        try (SqliteControlStore store = new SqliteControlStore(root)) {
            return store.read(Instant.now(), view -> view.latestRun("tst:a")).stream()
                    .toList();
        }
    }

    private String read(String name) {
        try {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
