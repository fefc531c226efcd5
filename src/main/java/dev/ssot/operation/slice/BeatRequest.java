package dev.ssot.operation.slice;

import dev.ssot.campaign.LeaseRef;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Says that the session which was granted a lease is still there. */
public record BeatRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String workerId,
        @NotNull @NotBlank @Size(max = Limits.NAME) String leaseId,
        @Min(0) long fencingToken) {

    LeaseRef ref() {
        return new LeaseRef(workerId, leaseId, fencingToken);
    }
}
