package dev.ssot.operation.control;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for leases; without a status, for all that there ever were. */
public record LeaseListRequest(
        @Size(max = Limits.NAME) @Nullable String status) {}
