package dev.ssot.operation.log;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for the newest entries of the log. */
public record OperationListRequest(
        @Nullable @Size(min = 1, max = Limits.NAME) @JsonPropertyDescription("Only what this worker did; operator, ssot and unknown stand for nobody's session.")
        String agentId,

        @JsonProperty(defaultValue = "10") @Min(1) @Max(Limits.PAGE) int limit) {}
