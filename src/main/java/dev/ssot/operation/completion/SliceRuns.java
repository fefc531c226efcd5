package dev.ssot.operation.completion;

import dev.ssot.campaign.Lease;
import dev.ssot.campaign.ObservedRuns;
import dev.ssot.operation.Context;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import java.util.List;

/** How a level finds out whether the tests of a slice pass. Called outside of every decision. */
@FunctionalInterface
public interface SliceRuns {

    /** What looking led to. */
    sealed interface Looked {

        record Known(ObservedRuns runs) implements Looked {}

        /** Nobody can say how it stands with the tests, so nothing is judged. */
        record Refused(Refusal refusal) implements Looked {}
    }

    /** @param tests of the claims that the slice proves */
    Looked of(Lease lease, List<Row> tests, Registry registry, Context context);
}
