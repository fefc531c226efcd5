package dev.ssot.operation.control;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks how far a feature has come. */
public record CurrentTierRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String featureId) {}
