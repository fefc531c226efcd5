package dev.ssot.operation.slice;

import dev.ssot.campaign.Completion;

/**
 * Whether the slice passed; if not, the lease stays active and {@code completion.refusals} say what is missing.
 *
 * @param outcome {@code verified}, {@code refused} or {@code needs_approval}
 * @param reportId the name under which the finding is kept
 */
public record CompleteSliceResult(
        boolean passed, String outcome, String reportId, LeaseView lease, Completion completion) {}
