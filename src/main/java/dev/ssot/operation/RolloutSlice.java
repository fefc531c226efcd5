package dev.ssot.operation;

import dev.ssot.environment.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The part of a rollout that an operation belongs to; each has a read flag and a write flag of its own. */
public enum RolloutSlice {
    TASK(Variable.VOX_MCP_ORCHESTRATOR_TASK_STATUS_RPC, Variable.VOX_MCP_ORCHESTRATOR_TASK_WRITES_RPC),
    AGENT(Variable.VOX_MCP_ORCHESTRATOR_AGENT_STATUS_RPC, Variable.VOX_MCP_ORCHESTRATOR_AGENT_WRITES_RPC),
    REGISTRY(Variable.VOX_MCP_ORCHESTRATOR_REGISTRY_READS_RPC, Variable.VOX_MCP_ORCHESTRATOR_REGISTRY_WRITES_RPC),
    START(Variable.VOX_MCP_ORCHESTRATOR_START_RPC, null),
    STATUS(Variable.VOX_MCP_ORCHESTRATOR_STATUS_TOOL_RPC, null),
    /** Runs where it was called; what it calls in turn is routed by itself. */
    HERE(null, null);

    private final @Nullable Variable reads;
    private final @Nullable Variable writes;

    RolloutSlice(@Nullable Variable reads, @Nullable Variable writes) {
        this.reads = reads;
        this.writes = writes;
    }

    /** What sends its operations of that kind to the daemon; empty where nothing does. */
    public Optional<Variable> flag(Access access) {
        return Optional.ofNullable(access == Access.READ ? reads : writes);
    }

    /** What decides for a slice whose own flag is unset. */
    public static Variable umbrella(Access access) {
        return access == Access.READ
                ? Variable.VOX_MCP_ORCHESTRATOR_RPC_READS
                : Variable.VOX_MCP_ORCHESTRATOR_RPC_WRITES;
    }

    /** Those that have a flag for operations of that kind. */
    public static List<RolloutSlice> flagged(Access access) {
        return Arrays.stream(values())
                .filter(slice -> slice.flag(access).isPresent())
                .toList();
    }
}
