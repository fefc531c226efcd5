package dev.ssot.operation.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.TestRun;
import dev.ssot.operation.CommandExecution;
import dev.ssot.operation.CommandExecution.Command;
import dev.ssot.operation.CommandExecution.End;
import dev.ssot.operation.CommandExecution.Execution;
import dev.ssot.operation.Place;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A test whose command can be run here.
 *
 * @param folder the working directory from the root, every link resolved
 */
record PlannedRun(Row test, TestExecution execution, String folder) {

    /** What looking at a test led to. */
    sealed interface Planning {

        record Planned(PlannedRun run) implements Planning {}

        record Impossible(String message) implements Planning {}
    }

    /**
     * How a run went.
     *
     * @param shown the case as results show it
     */
    record Ran(ObjectNode shown, TestRun receipt) {}

    static Planning of(Row test, Place place) {
        return switch (TestExecution.of(test)) {
            case TestExecution.Reading.NotRunnable(String message) -> new Planning.Impossible(message);
            case TestExecution.Reading.Runnable(TestExecution execution) -> {
                if (execution.cwd().startsWith("/")) {
                    yield new Planning.Impossible("Test %s execution.cwd must be repo-relative".formatted(test.id()));
                }
                Optional<String> folder = place.files().resolve(execution.cwd());
                yield folder.isEmpty()
                        ? new Planning.Impossible(
                                "Test %s execution.cwd must stay within the repo root".formatted(test.id()))
                        : new Planning.Planned(new PlannedRun(test, execution, folder.get()));
            }
        };
    }

    /** @param keep how many bytes of each output the case may show */
    Ran run(Registry registry, Place place, int keep) {
        String path = test.text("path");
        String file = path == null
                ? null
                : place.files().read(path).map(CanonicalJson::hash).orElse(null);
        String head = place.gitHead();
        Execution run = place.commands()
                .run(new Command(
                        execution.argv(), place.root().resolve(folder), execution.env(), execution.timeout(), keep));
        return new Ran(shown(run), receipt(run, registry, head, file));
    }

    private TestRun receipt(Execution run, Registry registry, @Nullable String head, @Nullable String file) {
        return new TestRun(
                test.id(),
                execution.hash(),
                execution.argv(),
                run.end() instanceof End.Exited(int code) ? code : null,
                passed(run),
                run.startedAt(),
                run.finishedAt(),
                registry.contentHash(),
                head,
                file,
                run.out().sha256(),
                run.err().sha256());
    }

    private boolean passed(Execution run) {
        return run.end() instanceof End.Exited(int code) && code == execution.expectedExitCode();
    }

    private ObjectNode shown(Execution run) {
        ObjectNode shown = Json.object()
                .put("nodeid", test.id())
                .put("test_id", test.id())
                .put("runner", "command")
                .put("cwd", posix(execution.cwd()))
                .put("expected_exit_code", execution.expectedExitCode())
                .put("outcome", passed(run) ? "passed" : "failed");
        for (String field : new String[] {"title", "kind", "path"}) {
            shown.set(field, test.json().get(field));
        }
        ArrayNode command = shown.putArray("command");
        execution.argv().forEach(command::add);
        show(shown, "stdout", run.out());
        switch (run.end()) {
            case End.Exited(int code) -> {
                shown.put("returncode", code);
                show(shown, "stderr", run.err());
            }
            case End.TimedOut() -> {
                shown.putNull("returncode")
                        .put(
                                "stderr",
                                "Command timed out after %d seconds"
                                        .formatted(execution.timeout().toSeconds()));
                show(shown, "stderr_detail", run.err());
            }
            case End.NotStarted(String reason) -> shown.putNull("returncode").put("stderr", reason);
        }
        return shown;
    }

    /** The row as it is shown before anything runs. */
    static JsonNode described(Row test) {
        ObjectNode described = Json.object();
        for (String field : new String[] {"id", "title", "kind", "path", "execution"}) {
            described.set(field, test.json().get(field));
        }
        return described;
    }

    private static void show(ObjectNode shown, String field, CommandExecution.Output output) {
        if (!output.text().isEmpty()) {
            shown.put(field, output.text());
        }
    }

    /** As the reference prints a path: no empty parts and no dots that say nothing. */
    private static String posix(String path) {
        String posix = Arrays.stream(path.split("/"))
                .filter(Predicate.not(String::isEmpty))
                .filter(part -> !part.equals("."))
                .collect(Collectors.joining("/"));
        return posix.isEmpty() ? "." : posix;
    }
}
