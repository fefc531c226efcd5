package dev.ssot.operation.test;

import dev.ssot.operation.Approvals;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tests whose commands an operator approved on this machine.
 *
 * @param changed by test, the files that its command names and that are not as they were when it was approved
 */
public record ApprovedRuns(List<PlannedRun> runs, Map<String, List<String>> changed) {

    /** Whether all of some tests may be run; if not, none is. */
    public sealed interface Choice {

        record Approved(ApprovedRuns runs) implements Choice {}

        /** A row has to be corrected first. */
        record NotRunnable(String testId, String message) implements Choice {}

        /** A person has to do something first. */
        record NeedsApproval(String message, String next) implements Choice {

            public Refusal refusal(String nothingRan) {
                return new Refusal(ErrorCode.NOT_APPROVED, message, nothingRan + next);
            }
        }
    }

    public static Choice of(List<Row> tests, Place place) {
        List<PlannedRun> runs = new ArrayList<>();
        for (Row test : tests) {
            switch (PlannedRun.of(test, place)) {
                case PlannedRun.Planning.Planned(PlannedRun run) -> runs.add(run);
                case PlannedRun.Planning.Impossible(String message) -> {
                    return new Choice.NotRunnable(test.id(), message);
                }
            }
        }
        return switch (place.approvals().read()) {
            case Approvals.Reading.Untrusted(String reason) ->
                new Choice.NeedsApproval(
                        "The approvals of this machine cannot be used: " + reason,
                        "An operator mends that; no tool can.");
            case Approvals.Reading.Approved(Map<String, Map<String, String>> approved) ->
                approved(runs, approved, place);
        };
    }

    private static Choice approved(List<PlannedRun> runs, Map<String, Map<String, String>> approved, Place place) {
        List<String> missing = runs.stream()
                .map(PlannedRun::execution)
                .filter(execution -> !approved.containsKey(execution.hash()))
                .map(TestExecution::testId)
                .toList();
        if (!missing.isEmpty()) {
            return new Choice.NeedsApproval(
                    "The commands of these tests are not approved on this machine: " + String.join(", ", missing),
                    "An operator runs `ssot trust --ids %s` in %s to review and approve them; no tool can. Approval is lost when the command in the row changes."
                            .formatted(String.join(" ", missing), place.root()));
        }
        Map<String, List<String>> changed = new LinkedHashMap<>();
        for (PlannedRun run : runs) {
            TestExecution execution = run.execution();
            List<String> files = execution.changed(approved.getOrDefault(execution.hash(), Map.of()), place.files());
            if (!files.isEmpty()) {
                changed.put(execution.testId(), files);
            }
        }
        return new Choice.Approved(new ApprovedRuns(List.copyOf(runs), changed));
    }
}
