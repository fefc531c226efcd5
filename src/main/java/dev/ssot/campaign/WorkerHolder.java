package dev.ssot.campaign;

import java.time.Instant;

/**
 * The process that claims under a worker's name, and keeps the name from others while it lives.
 *
 * @param process its identity as {@link Processes} understands it
 */
public record WorkerHolder(String workerId, String process, Instant since) {}
