package dev.ssot.operation.slice;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for what belongs to a lease. */
public record SliceContextRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String leaseId) {}
