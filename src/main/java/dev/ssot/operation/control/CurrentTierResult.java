package dev.ssot.operation.control;

import dev.ssot.registry.Tier;

/** The highest tier that the feature has proved. */
public record CurrentTierResult(boolean passed, String featureId, Tier currentTier) {}
