package dev.ssot.campaign;

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
        @Nullable String gitHead) {}
