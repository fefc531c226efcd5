package dev.ssot.operation.slice;

import dev.ssot.campaign.BlockedTransition;
import java.util.List;

/** Blocked transitions by last update, then id. */
public record BlockedTransitionsResult(boolean passed, List<BlockedTransition> blockedTransitions) {}
