package dev.ssot.operation.orchestrator;

import java.time.Instant;
import java.util.List;

/**
 * The state of one repository.
 *
 * @param totalQueued features below T2 that the plan counts and nobody holds
 * @param totalInProgress open leases
 */
public record OrchestratorStatusResult(
        boolean passed,
        boolean enabled,
        String version,
        String root,
        String repositoryId,
        int agentCount,
        int totalQueued,
        int totalInProgress,
        List<Agent> agents) {

    /** A worker and what it holds. */
    public record Agent(String workerId, String status, Instant heartbeatAt, List<String> leaseIds) {}
}
