package dev.ssot.operation.entity;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for a row that is not there yet. */
public record EntityCreateRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String section,

        @NotNull ObjectNode entity,

        @Nullable @JsonPropertyDescription(
                "Features only: plan claims, tests and evidence up to the target tier along with it; as .ssot/ssot.toml says if left out.")
        Boolean autoScaffold,

        @Nullable @Size(max = Limits.NAME) String leaseId,

        @Nullable Long fencingToken) {

    WrittenUnder lease() {
        return new WrittenUnder(leaseId, fencingToken);
    }
}
