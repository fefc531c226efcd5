package dev.ssot.operation.entity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for rows that say something. */
public record EntitySearchRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String section,
        @NotNull @NotBlank @Size(max = Limits.TEXT) String query,

        @Min(1) @Max(Limits.PAGE) @JsonProperty(defaultValue = "100")
        int limit,

        @Min(0) @JsonProperty(defaultValue = "0") int offset) {}
