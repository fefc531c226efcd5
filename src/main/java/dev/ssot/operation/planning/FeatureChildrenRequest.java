package dev.ssot.operation.planning;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for the features that are part of one. */
public record FeatureChildrenRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String id) {}
