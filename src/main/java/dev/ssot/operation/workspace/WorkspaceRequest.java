package dev.ssot.operation.workspace;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.NumberOrText;
import jakarta.validation.constraints.NotNull;

/** Names a workspace. */
public record WorkspaceRequest(
        @NotNull @JsonPropertyDescription("Whose it is.") NumberOrText agentId) {}
