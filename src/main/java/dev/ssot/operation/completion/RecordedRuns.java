package dev.ssot.operation.completion;

import dev.ssot.campaign.KeptRun;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.ObservedRuns;
import dev.ssot.campaign.ObservedRuns.Standing;
import dev.ssot.campaign.TestRun;
import dev.ssot.operation.Approvals;
import dev.ssot.operation.Context;
import dev.ssot.operation.sync.KnownRuns;
import dev.ssot.operation.test.TestExecution;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The runs of tests that have left a receipt on this machine. */
public final class RecordedRuns implements SliceRuns {

    @Override
    public Looked of(Lease lease, List<Row> tests, Registry registry, Context context) {
        Map<String, Standing> byTest = new HashMap<>();
        Approvals.Reading approvals = context.place().approvals().read();
        for (Row test : tests) {
            Optional<KeptRun> latest = context.read(view -> view.latestRun(test.id()));
            latest.flatMap(RecordedRuns::disproved)
                    .or(() -> standing(test, latest.map(KeptRun::run), approvals, context))
                    .ifPresent(standing -> byTest.put(test.id(), standing));
        }
        return new Looked.Known(ObservedRuns.of(byTest));
    }

    private static Optional<Standing> disproved(KeptRun kept) {
        String testId = kept.run().testId();
        String again = "Run it with run_ssot_cli test run --ids %s, then call complete_slice again.".formatted(testId);
        if (!kept.isIntact()) {
            return Optional.of(
                    new Standing.Disproved("the record of the latest run of %s was changed".formatted(testId), again));
        }
        return kept.run().ending() == TestRun.Ending.INTERRUPTED
                ? Optional.of(new Standing.Disproved("the latest run of %s was interrupted".formatted(testId), again))
                : Optional.empty();
    }

    private static Optional<Standing> standing(
            Row test, Optional<TestRun> latest, Approvals.Reading approvals, Context context) {
        if (latest.isPresent()
                && KnownRuns.isOf(latest.get(), test, context.place().files())) {
            return latest.map(run -> ran(run, true));
        }
        return switch (TestExecution.of(test)) {
            case TestExecution.Reading.NotRunnable(String message) ->
                Optional.of(new Standing.NotRunnable(
                        message, "State how it is run with registry_entity_update, then have an operator approve it."));
            case TestExecution.Reading.Runnable(TestExecution execution)
            when !(approvals instanceof Approvals.Reading.Approved approved
                    && approved.executions().containsKey(execution.hash())) ->
                Optional.of(new Standing.NeedsApproval(
                        "the command of %s is not approved on this machine".formatted(test.id()),
                        "An operator runs `ssot trust --ids %1$s` in the repository to review and approve it; no tool can."
                                        .formatted(test.id())
                                + " Then run it with run_ssot_cli test run --ids %s.".formatted(test.id())));
            case TestExecution.Reading.Runnable _ -> latest.map(run -> ran(run, false));
        };
    }

    private static Standing ran(TestRun run, boolean current) {
        return new Standing.Ran(
                run.run(), run.exitCode(), run.passed(), current, run.treeHash(), run.stdoutSha256(), run.finishedAt());
    }
}
