package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import dev.ssot.registry.Tier;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for the rows that a feature misses to prove a tier. */
public record ScaffoldWiringRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String featureId,

        @NotNull @JsonProperty(defaultValue = "\"T1\"") Tier targetTier) {}
