package dev.ssot.operation.completion;

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
    public ObservedRuns of(Lease lease, List<Row> tests, Registry registry, Context context) {
        Map<String, Standing> byTest = new HashMap<>();
        Approvals.Reading approvals = context.place().approvals().read();
        for (Row test : tests) {
            Optional<TestRun> run = context.read(view -> view.latestRun(test.id()));
            standing(test, run, approvals, context).ifPresent(standing -> byTest.put(test.id(), standing));
        }
        return new ObservedRuns(byTest);
    }

    private static Optional<Standing> standing(
            Row test, Optional<TestRun> latest, Approvals.Reading approvals, Context context) {
        if (latest.isPresent() && KnownRuns.isOf(latest.get(), test, context.place().files())) {
            return latest.map(run -> ran(run, true));
        }
        return switch (TestExecution.of(test)) {
            case TestExecution.Reading.NotRunnable(String message) ->
                Optional.of(new Standing.NotRunnable(
                        message, "State how it is run with registry_entity_update, then have an operator approve it."));
            case TestExecution.Reading.Runnable(TestExecution execution)
            when !(approvals instanceof Approvals.Reading.Approved approved
                    && approved.executions().contains(execution.hash())) ->
                Optional.of(new Standing.NeedsApproval(
                        "the command of %s is not approved on this machine".formatted(test.id()),
                        "An operator runs `ssot trust` in the repository to review and approve it; no tool can. Then run"
                                + " it with run_ssot_cli test run --ids %s.".formatted(test.id())));
            case TestExecution.Reading.Runnable _ -> latest.map(run -> ran(run, false));
        };
    }

    private static Standing ran(TestRun run, boolean current) {
        return new Standing.Ran(
                run.testId() + "@" + run.finishedAt(),
                run.exitCode(),
                run.passed(),
                current,
                null,
                run.stdoutSha256(),
                run.finishedAt());
    }
}
