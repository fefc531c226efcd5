package dev.ssot.operation.control;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Names a worker. */
public record WorkerRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String workerId) {}
