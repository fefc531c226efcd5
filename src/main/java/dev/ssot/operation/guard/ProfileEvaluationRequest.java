package dev.ssot.operation.guard;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks whether a profile holds. */
public record ProfileEvaluationRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String profileId) {}
