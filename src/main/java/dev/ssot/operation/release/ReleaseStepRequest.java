package dev.ssot.operation.release;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for a release to take its next step; the active one if none is named. */
public record ReleaseStepRequest(
        @Nullable @Size(max = Limits.NAME) String releaseId) {}
