package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import java.util.Map;
import java.util.Optional;

/**
 * Gives tests the status that the runs of their commands proved. A row whose command is another by now was not run and
 * keeps its status.
 *
 * @param runs by test
 */
public record RecordRuns(Map<String, Run> runs) implements RegistryMutation {

    /**
     * How the run of a test ended.
     *
     * @param execution what its row said was run
     */
    public record Run(JsonNode execution, boolean passed) {}

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        Draft draft = new Draft(registry);
        ObjectNode answer = Json.object();
        ArrayNode changes = answer.putArray("changes");
        ArrayNode kept = answer.putArray("kept");
        runs.forEach((id, run) -> {
            Optional<Row> test = registry.find(Section.TESTS, id);
            if (test.isEmpty() || !run.execution().equals(test.get().json().get("execution"))) {
                kept.addObject().put("id", id).put("reason", "the row was changed while the test ran");
                return;
            }
            String before = test.get().text("status");
            String after = status(test.get(), run, files);
            if (!after.equals(before)) {
                draft.edit(Section.TESTS, id).put("status", after);
                changes.addObject().put("id", id).put("before", before).put("after", after);
            }
        });
        return changes.isEmpty()
                ? new Result.Unchanged(answer)
                : GuardedChange.of(draft, files, new IfInvalid.OnlyNewFailures("recording test runs"), answer);
    }

    private static String status(Row test, Run run, RepositoryFiles files) {
        if (!run.passed()) {
            return "failing";
        }
        return ScaffoldFiles.isUnwritten(test, files) ? "planned" : "passing";
    }
}
