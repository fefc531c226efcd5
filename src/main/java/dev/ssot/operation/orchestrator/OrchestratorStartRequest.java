package dev.ssot.operation.orchestrator;

/** Asks for the repository to be opened. */
public record OrchestratorStartRequest() {}
