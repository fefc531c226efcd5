package dev.ssot.operation.planning;

import dev.ssot.operation.Limits;
import dev.ssot.registry.Tier;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for a claim to have a tier. */
public record ClaimTierRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String id,
        @NotNull Tier tier) {}
