package dev.ssot.operation.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for a parent to become a prerequisite. */
public record ParentMigrationRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String featureId,
        @NotNull @NotBlank @Size(max = Limits.NAME) String parentId,

        @JsonProperty(defaultValue = "false") boolean removeParentLink) {}
