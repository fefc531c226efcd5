package dev.ssot.operation.completion;

import dev.ssot.campaign.Lease;
import dev.ssot.campaign.ObservedRuns;
import dev.ssot.campaign.ObservedRuns.Standing;
import dev.ssot.operation.Context;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says of every test that the gate did not run it: as long as that is so, nothing passes at {@code executed}. */
public final class NoExecution implements SliceRuns {

    @Override
    public ObservedRuns of(Lease lease, List<Row> tests, Registry registry, Context context) {
        Map<String, Standing> byTest = new HashMap<>();
        tests.forEach(test -> byTest.put(
                test.id(),
                new Standing.NotRunnable(
                        "%s was not run by the gate, which level executed asks for".formatted(test.id()),
                        "This release does not run tests at the gate; an operator may take the worker's word with"
                                + " `ssot override lease --lease-id %s`.".formatted(lease.leaseId()))));
        return new ObservedRuns(byTest);
    }
}
