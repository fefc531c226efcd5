package dev.ssot.operation.control;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Makes a worker known.
 *
 * @param osUser null takes the worker's id
 */
public record WorkerRegisterRequest(
        @NotNull @Pattern(regexp = Limits.NAME_FORM, message = Limits.NAME_RULE) String workerId,

        @Size(min = 1, max = Limits.NAME) @Nullable String osUser) {}
