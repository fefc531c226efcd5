package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Says that a slice is done, and what was done. {@code result} is kept with the lease as it is. */
public record CompleteSliceRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String workerId,
        @NotNull @NotBlank @Size(max = Limits.NAME) String leaseId,
        @Min(0) @JsonProperty(defaultValue = "0") long fencingToken,

        @NotNull @JsonProperty(defaultValue = "{}")
        @JsonPropertyDescription("{changed_paths: [..], tests_run: [{exit_code: 0}], evidence_paths: [..]}")
        ObjectNode result) {

    LeaseRef ref() {
        return new LeaseRef(workerId, leaseId, fencingToken);
    }
}
