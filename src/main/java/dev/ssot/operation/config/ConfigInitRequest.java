package dev.ssot.operation.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Asks for a configuration to be there. */
public record ConfigInitRequest(
        @JsonProperty(defaultValue = "false") @JsonPropertyDescription("Replace the one that is there.")
        boolean force) {}
