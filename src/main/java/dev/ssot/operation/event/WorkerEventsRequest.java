package dev.ssot.operation.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for events after a cursor. */
public record WorkerEventsRequest(
        @Nullable @Size(max = Limits.NAME) String workerId,
        @Nullable @Size(max = Limits.NAME) String campaignId,

        @Min(0) @JsonProperty(defaultValue = "0")
        @JsonPropertyDescription("Cursor: the last event_id that you have seen.")
        long afterEventId,

        @Min(1) @Max(Limits.PAGE) @JsonProperty(defaultValue = "100")
        int limit,

        @JsonProperty(defaultValue = "false") boolean unackedOnly) {}
