package dev.ssot.campaign;

import org.jspecify.annotations.Nullable;

/**
 * Who calls under a worker's name.
 *
 * @param process that of the session; null for a command, which takes hold of no name because it ends at once
 */
public record Claimant(@Nullable String process, Processes processes) {}
