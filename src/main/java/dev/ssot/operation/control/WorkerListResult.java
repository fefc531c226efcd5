package dev.ssot.operation.control;

import java.util.List;

/** Workers by id. */
public record WorkerListResult(boolean passed, List<WorkerView> workers) {}
