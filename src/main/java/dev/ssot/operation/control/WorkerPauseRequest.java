package dev.ssot.operation.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Names a worker and says why; the reason stands in the event. */
public record WorkerPauseRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String workerId,

        @NotNull @Size(max = Limits.TEXT) @JsonProperty(defaultValue = "")
        String reason) {}
