package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Gives a slice back. */
public record AbandonSliceRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String workerId,
        @NotNull @NotBlank @Size(max = Limits.NAME) String leaseId,
        @Min(0) @JsonProperty(defaultValue = "0") long fencingToken,

        @NotNull @Size(max = Limits.TEXT) @JsonProperty(defaultValue = "")
        String reason) {

    LeaseRef ref() {
        return new LeaseRef(workerId, leaseId, fencingToken);
    }
}
