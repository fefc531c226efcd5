package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Moves the deadline of a lease. */
public record RenewLeaseRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String workerId,
        @NotNull @NotBlank @Size(max = Limits.NAME) String leaseId,
        @Min(0) @JsonProperty(defaultValue = "0") long fencingToken,

        @Min(1) @Max(Limits.DAY_SECONDS) @JsonProperty(defaultValue = "1800")
        int ttlSeconds) {

    LeaseRef ref() {
        return new LeaseRef(workerId, leaseId, fencingToken);
    }
}
