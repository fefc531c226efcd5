package dev.ssot.operation.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.operation.NumberOrText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** Asks which snapshots there are. */
public record ListSnapshotsRequest(
        @Nullable @JsonPropertyDescription("Only those taken for this agent.")
        NumberOrText agentId,

        @Min(1) @Max(Limits.PAGE) @JsonProperty(defaultValue = "10")
        int limit) {}
