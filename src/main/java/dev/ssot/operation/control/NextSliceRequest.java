package dev.ssot.operation.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.registry.Tier;
import jakarta.validation.constraints.NotNull;

/** Asks what could be claimed next on the way to a tier. */
public record NextSliceRequest(
        @NotNull @JsonProperty(defaultValue = "\"T2\"") Tier targetTier) {}
