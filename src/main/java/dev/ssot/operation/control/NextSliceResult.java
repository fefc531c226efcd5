package dev.ssot.operation.control;

import dev.ssot.campaign.Slice;
import org.jspecify.annotations.Nullable;

/** The slice that a claim without a scope would be granted; null when there is none. */
public record NextSliceResult(boolean passed, @Nullable Slice slice) {}
