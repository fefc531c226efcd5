package dev.ssot.operation.test;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests of a boundary's features.
 *
 * @param id null for the active boundary
 */
public record BoundaryTestsRequest(
        @Size(min = 1, max = Limits.NAME) @Nullable String id,
        @JsonProperty(defaultValue = "false") boolean dryRun,
        @Size(min = 1, max = Limits.TEXT) @Nullable String evidenceOutput) {}
