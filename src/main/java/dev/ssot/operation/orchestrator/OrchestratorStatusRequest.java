package dev.ssot.operation.orchestrator;

/** Asks who is at work. */
public record OrchestratorStatusRequest() {}
