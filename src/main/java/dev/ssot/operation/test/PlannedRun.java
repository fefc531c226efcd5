package dev.ssot.operation.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.TestRun;
import dev.ssot.operation.CommandExecution;
import dev.ssot.operation.CommandExecution.Command;
import dev.ssot.operation.CommandExecution.End;
import dev.ssot.operation.CommandExecution.Execution;
import dev.ssot.operation.CommandExecution.Pulse;
import dev.ssot.operation.Place;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A test whose command can be run here.
 *
 * @param folder the working directory from the root, every link resolved
 */
public record PlannedRun(Row test, TestExecution execution, String folder) {

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
    public record Ran(PlannedRun planned, ObjectNode shown, TestRun record) {

        /** The end of what the command wrote, or why it wrote nothing. */
        public String output() {
            return Stream.of("stdout", "stderr", "stderr_detail")
                    .map(shown::path)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining("\n"));
        }
    }

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

    /** Runs it as a part of the batch. */
    Ran run(TestBatch batch, Pulse pulse, int keep) {
        Place place = batch.context().place();
        String path = test.text("path");
        String file = path == null
                ? null
                : place.files().read(path).map(CanonicalJson::hash).orElse(null);
        String head = place.gitHead();
        Command command = new Command(
                batch.run(),
                execution.argv(),
                place.root().resolve(folder),
                execution.env(),
                execution.timeout(),
                keep);
        Execution ran = place.commands().run(command, pulse);
        return new Ran(this, shown(ran), record(ran, batch, head, file));
    }

    private TestRun record(Execution ran, TestBatch batch, @Nullable String head, @Nullable String file) {
        TestBatch.UnderLease lease = batch.lease();
        return new TestRun(
                batch.run(),
                test.id(),
                lease == null ? null : lease.ref().leaseId(),
                execution.hash(),
                execution.argv(),
                ending(ran.end()),
                ran.end() instanceof End.Exited(int code) ? code : null,
                passed(ran),
                ran.startedAt(),
                ran.finishedAt(),
                batch.registry().contentHash(),
                head,
                lease == null ? null : lease.treeHash(),
                file,
                ran.out().sha256(),
                ran.err().sha256());
    }

    private static TestRun.Ending ending(End end) {
        return switch (end) {
            case End.Exited _ -> TestRun.Ending.EXITED;
            case End.TimedOut() -> TestRun.Ending.TIMED_OUT;
            case End.NotStarted _ -> TestRun.Ending.NOT_STARTED;
            case End.Stopped() -> TestRun.Ending.INTERRUPTED;
        };
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
            case End.Stopped() -> {
                shown.putNull("returncode").put("stderr", "Command was stopped before its end");
                show(shown, "stderr_detail", run.err());
            }
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
