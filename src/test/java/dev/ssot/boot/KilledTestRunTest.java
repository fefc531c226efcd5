package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.KeptRun;
import dev.ssot.campaign.TestRun;
import dev.ssot.cli.command.TrustControl;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Outcome;
import dev.ssot.registry.json.Json;
import dev.ssot.store.SqliteControlStore;
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

    @TempDir
    Path folder;

    @TempDir
    Path state;

    @Test
    void nothing_runs_on_and_the_run_is_marked() throws Exception {
        Path root = repository();
        Process killed = start(root);
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

    private Path repository() throws IOException {
        TestRepository repository = TestRepository.in(folder).ready("a");
        ObjectNode execution =
                repository.row("tests", "tst:a").putObject("execution").put("mode", "command");
        execution.putArray("argv").add("sh").add("-c").add(SCRIPT);
        execution.put("cwd", ".").put("timeout_seconds", 600).putObject("env");
        execution.putObject("success").put("type", "exit_code").put("expected", 0);
        Path root = repository.write();
        OperatorTrust trust = new OperatorTrust(environment());
        var reviewed = (TrustControl.Review.Commands) trust.review(root);
        assertThat(trust.approve(reviewed, reviewed.commands())).isEmpty();
        return root;
    }

    private Process start(Path root) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.ssot.boot.Main",
                        "test",
                        "run",
                        "--id",
                        "tst:a")
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

    private ObjectNode call(Path root, String operation, String... arguments) {
        ObjectNode json = Json.object();
        for (int i = 0; i < arguments.length; i += 2) {
            json.put(arguments[i], arguments[i + 1]);
        }
        try (LocalEngine engine = new LocalEngine(Catalog.load(), InstantSource.system(), environment())) {
            return ((Outcome.Answered) engine.operations().call(new Call(operation, root, json, null))).result();
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
