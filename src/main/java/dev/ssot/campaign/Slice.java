package dev.ssot.campaign;

import dev.ssot.registry.Tier;
import java.util.List;

/** One tier step of one feature, as a worker may take it. */
public record Slice(String featureId, Tier fromTier, Tier toTier, Tier targetTier, List<String> pathRoots) {}
