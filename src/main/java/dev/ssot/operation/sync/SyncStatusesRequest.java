package dev.ssot.operation.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** Asks for the statuses that follow from links, files and runs. */
public record SyncStatusesRequest(
        @JsonProperty(defaultValue = "false") @JsonPropertyDescription("Report the changes without making them.")
        boolean dryRun) {}
