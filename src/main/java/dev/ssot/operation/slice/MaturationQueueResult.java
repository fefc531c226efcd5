package dev.ssot.operation.slice;

import dev.ssot.campaign.Slice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a claim would be granted now ({@code next_slice}), and what comes behind it. */
public record MaturationQueueResult(
        boolean passed, @Nullable Slice nextSlice, List<Slice> slices) {}
