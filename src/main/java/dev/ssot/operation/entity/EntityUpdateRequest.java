package dev.ssot.operation.entity;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for fields of a row to be replaced; another id renames it. */
public record EntityUpdateRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String section,
        @NotNull @NotBlank @Size(max = Limits.NAME) String entityId,

        @NotNull @JsonPropertyDescription("Fields by name; null leaves a field as it is.")
        ObjectNode changes,

        @Nullable @Size(max = Limits.NAME) @JsonPropertyDescription("The registry's revision, as get and list state it.")
        String expectedRevision,

        @Nullable @Size(max = Limits.NAME) String leaseId,

        @Nullable Long fencingToken) {

    WrittenUnder lease() {
        return new WrittenUnder(leaseId, fencingToken);
    }
}
