package dev.ssot.operation.entity;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for one row. */
public record EntityGetRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String section,
        @NotNull @NotBlank @Size(max = Limits.NAME) String entityId) {}
