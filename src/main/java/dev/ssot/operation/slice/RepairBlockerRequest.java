package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for the repair of one blocked transition. */
public record RepairBlockerRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) @JsonPropertyDescription("From get_blocked_transitions or a claim.")
        String blockedId) {}
