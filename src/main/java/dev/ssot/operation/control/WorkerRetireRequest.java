package dev.ssot.operation.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Names a worker that gets no more work. */
public record WorkerRetireRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String workerId,

        @JsonProperty(defaultValue = "false")
        @JsonPropertyDescription("End its open leases too, so that others get the slices at once.")
        boolean giveBack,

        @NotNull @Size(max = Limits.TEXT) @JsonProperty(defaultValue = "")
        String reason) {}
