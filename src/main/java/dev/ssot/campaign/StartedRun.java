package dev.ssot.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run whose end is not recorded yet. It goes on for as long as the process that began it lives.
 *
 * @param run marks every process of it
 * @param process the identity of the one that runs it
 */
public record StartedRun(
        String run, String testId, @Nullable String leaseId, String process, Instant startedAt) {}
