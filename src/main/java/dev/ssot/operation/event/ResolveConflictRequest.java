package dev.ssot.operation.event;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Settles a conflict. */
public record ResolveConflictRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String conflictId,

        @NotNull @NotBlank @Size(max = Limits.NAME) @JsonPropertyDescription("Who decides it.")
        String resolvedBy,

        @NotNull @NotBlank @Size(max = Limits.TEXT) @JsonPropertyDescription("Why nothing more is to be done.")
        String reason) {}
