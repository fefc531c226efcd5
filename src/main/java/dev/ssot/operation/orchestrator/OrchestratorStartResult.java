package dev.ssot.operation.orchestrator;

import java.util.List;

/** The repository is open and its registry readable; these workers are known. */
public record OrchestratorStartResult(
        boolean passed, boolean started, String root, String repositoryId, int agentCount, List<String> agentIds) {}
