package dev.ssot.operation.completion;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks how the work of a lease was judged. */
public record GateReportRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String leaseId) {}
