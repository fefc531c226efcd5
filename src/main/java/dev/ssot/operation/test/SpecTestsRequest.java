package dev.ssot.operation.test;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Runs the tests of a specification's features. */
public record SpecTestsRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String id,
        @JsonProperty(defaultValue = "false") boolean dryRun,
        @Size(min = 1, max = Limits.TEXT) @Nullable String evidenceOutput) {}
