package dev.ssot.operation.workspace;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.NumberOrText;
import jakarta.validation.constraints.NotNull;

/** Asks for a workspace. */
public record WorkspaceCreateRequest(
        @NotNull @JsonPropertyDescription("Whose it is: a worker, or a number.")
        NumberOrText agentId,

        @JsonProperty(defaultValue = "false")
        @JsonPropertyDescription("Drops the one that the agent has; a snapshot keeps what was changed in it.")
        boolean replace) {}
