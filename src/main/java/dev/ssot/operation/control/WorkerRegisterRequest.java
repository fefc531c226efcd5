package dev.ssot.operation.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Makes a worker known.
 *
 * @param osUser null takes the worker's id
 * @param takeover whether the name is taken from another process that lives
 */
public record WorkerRegisterRequest(
        @NotNull @Pattern(regexp = Limits.NAME_FORM, message = Limits.NAME_RULE) String workerId,

        @Size(min = 1, max = Limits.NAME) @Nullable String osUser,

        @JsonProperty(defaultValue = "false")
        @JsonPropertyDescription("Take the name from another living process that claims under it.")
        boolean takeover) {}
