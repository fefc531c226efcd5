package dev.ssot.operation.slice;

import dev.ssot.campaign.Completion;

/** Whether the slice passed; if not, the lease stays active and {@code completion.failures} say what is missing. */
public record CompleteSliceResult(boolean passed, LeaseView lease, Completion completion) {}
