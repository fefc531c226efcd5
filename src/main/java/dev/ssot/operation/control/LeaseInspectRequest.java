package dev.ssot.operation.control;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for one lease. */
public record LeaseInspectRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String leaseId) {}
