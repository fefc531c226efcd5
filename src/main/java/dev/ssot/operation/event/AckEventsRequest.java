package dev.ssot.operation.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Says that a worker has dealt with events. */
public record AckEventsRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String workerId,

        @NotNull @Size(max = Limits.PAGE) @JsonProperty(defaultValue = "[]")
        List<Long> eventIds,

        @NotNull @NotBlank @Size(max = Limits.NAME) @JsonProperty(defaultValue = "processed")
        String action) {}
