package dev.ssot.operation.release;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for a boundary to be frozen; the active one if none is named. */
public record BoundaryFreezeRequest(
        @Nullable @Size(max = Limits.NAME) String boundaryId) {}
