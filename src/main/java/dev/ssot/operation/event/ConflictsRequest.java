package dev.ssot.operation.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for conflicts; a null status asks for all. */
public record ConflictsRequest(
        @Nullable @Size(max = Limits.NAME) @JsonProperty(defaultValue = "open")
        String status) {}
