package dev.ssot.campaign;

import java.time.Instant;

/**
 * A copy of the worktree in which one agent works apart from the others until it is merged.
 *
 * @param baseSnapshot number of the snapshot that it began as
 */
public record Workspace(String agentId, long baseSnapshot, Instant createdAt) {}
