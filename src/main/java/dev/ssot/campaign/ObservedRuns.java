package dev.ssot.campaign;

import dev.ssot.registry.sync.RunReceipts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How this program ran the tests that prove a slice. What a worker says about them is no part of it.
 *
 * @param byTest by the id of the test; a test that is not in it was never run here
 * @param executed those that the gate ran itself
 */
public record ObservedRuns(Map<String, Standing> byTest, List<ExecutedRun> executed) {

    public static final ObservedRuns NONE = of(Map.of());

    /** What is known without running anything. */
    public static ObservedRuns of(Map<String, Standing> byTest) {
        return new ObservedRuns(byTest, List.of());
    }

    /** How it stands with one test. */
    public sealed interface Standing {

        /**
         * @param runId names the record of the run
         * @param exitCode null when the command timed out or could not be started
         * @param passed whether the exit code was the expected one
         * @param current whether command and test file are still those that ran
         * @param treeHash of the files that the run saw; null for a run that no gate asked for
         */
        record Ran(
                String runId,
                @Nullable Integer exitCode,
                boolean passed,
                boolean current,
                @Nullable String treeHash,
                String outputHash,
                Instant finishedAt)
                implements Standing {}

        /** The operator of this machine has not approved the command as it is. */
        record NeedsApproval(String reason, String next) implements Standing {}

        /** There was a run, and it says nothing about what is there now. */
        record Disproved(String reason, String next) implements Standing {}

        /** The row states nothing that can be run, or it cannot be run here. */
        record NotRunnable(String reason, String next) implements Standing {}
    }

    public Optional<Standing> of(String testId) {
        return Optional.ofNullable(byTest.get(testId));
    }

    /** Whether a test could not be run because an operator has to approve its command first. */
    boolean waitForApproval() {
        return byTest.values().stream().anyMatch(Standing.NeedsApproval.class::isInstance);
    }

    /** The runs as the rules for statuses ask for them. */
    public RunReceipts receipts() {
        return (test, _) ->
                of(test.id()).orElse(null) instanceof Standing.Ran run ? verdict(run) : RunReceipts.Verdict.NO_RUN;
    }

    private static RunReceipts.Verdict verdict(Standing.Ran run) {
        if (!run.current()) {
            return RunReceipts.Verdict.OUTDATED;
        }
        return run.passed() ? RunReceipts.Verdict.PASSED : RunReceipts.Verdict.FAILED;
    }
}
