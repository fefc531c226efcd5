package dev.ssot.operation.slice;

import dev.ssot.campaign.BlockedTransition;
import org.jspecify.annotations.Nullable;

/** The lease at its end, and the blocker that a structural reason opened. */
public record AbandonSliceResult(
        boolean passed, LeaseView lease, @Nullable BlockedTransition blockedTransition) {}
