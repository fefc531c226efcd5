package dev.ssot.operation.control;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Looks at the worktree once.
 *
 * @param emitEvents whether what is found is told to workers and conflicts are kept
 */
public record RepoWatchRequest(
        @JsonProperty(defaultValue = "true") boolean emitEvents) {}
