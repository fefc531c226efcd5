package dev.ssot.operation.entity;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for a row to be as given. Fields left out keep their value. */
public record EntityUpsertRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String section,

        @NotNull @JsonPropertyDescription("The row with its id; lists are replaced whole.")
        ObjectNode entity,

        @Nullable @Size(max = Limits.NAME) @JsonPropertyDescription("The registry's revision, as get and list state it.")
        String expectedRevision,

        @Nullable @Size(max = Limits.NAME) @JsonPropertyDescription("Your lease: the write needs it held, and renews it.")
        String leaseId,

        @Nullable Long fencingToken) {

    WrittenUnder lease() {
        return new WrittenUnder(leaseId, fencingToken);
    }
}
