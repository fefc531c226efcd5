package dev.ssot.operation.takeover;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.operation.NumberOrText;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks what a worker leaves behind; exactly one of the three names it. */
public record TakeoverRequest(
        @Nullable @JsonPropertyDescription("The worker that is taken over from.")
        NumberOrText agentId,

        @Nullable @Size(min = 1, max = Limits.NAME) @JsonPropertyDescription("A lease of it.")
        String leaseId,

        @Nullable @Size(min = 1, max = Limits.NAME) @JsonPropertyDescription("A feature: its last lease that was given up or ran out.")
        String featureId) {}
