package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Asks for more paths to write. */
public record ExtendScopeRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String workerId,
        @NotNull @NotBlank @Size(max = Limits.NAME) String leaseId,
        @Min(0) @JsonProperty(defaultValue = "0") long fencingToken,

        @NotNull @Size(min = 1, max = ExtendScopeRequest.PATHS) List<@NotBlank @Size(max = Limits.TEXT) String> paths) {

    /** How many paths one call may ask for. */
    static final int PATHS = 100;

    LeaseRef ref() {
        return new LeaseRef(workerId, leaseId, fencingToken);
    }
}
