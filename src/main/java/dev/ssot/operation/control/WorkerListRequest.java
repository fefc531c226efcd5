package dev.ssot.operation.control;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for workers; without a status, for all. */
public record WorkerListRequest(
        @Size(max = Limits.NAME) @Nullable String status) {}
