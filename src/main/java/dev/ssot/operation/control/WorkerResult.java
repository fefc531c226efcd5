package dev.ssot.operation.control;

/** The worker as it is kept now. */
public record WorkerResult(boolean passed, WorkerView worker) {}
