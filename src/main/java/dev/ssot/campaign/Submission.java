package dev.ssot.campaign;

import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.sync.RunReceipts;
import org.jspecify.annotations.Nullable;

/**
 * Work that a worker hands in, with all that is known about it apart from the registry and the files.
 *
 * @param gitHead the head commit now
 */
public record Submission(
        Lease lease,
        CompletionReport report,
        GateTerms terms,
        Observation observation,
        ObservedRuns runs,
        ProvedEvidence proved,
        CommitHistory history,
        @Nullable String gitHead) {

    /** By which level rows are proved: an operator who takes the worker's word takes it for the runs of tests alone. */
    public VerificationLevel proofLevel() {
        return terms.override() == null ? terms.level() : VerificationLevel.OBSERVED;
    }

    /** What counts for the runs of tests. */
    public RunReceipts receipts() {
        return terms.override() == null ? runs.receipts() : (_, _) -> RunReceipts.Verdict.PASSED;
    }
}
