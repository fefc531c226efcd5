package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Access;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.RolloutSlice;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which calls go to the daemon. A slice's own flag decides; where it is unset, its umbrella does; where that is unset
 * too, the call runs directly.
 *
 * @param strict a flagged call that cannot be forwarded fails instead of running directly
 */
record RoutingFlags(Map<RolloutSlice, Boolean> reads, Map<RolloutSlice, Boolean> writes, boolean strict) {

    private static final Map<RolloutSlice, Variable> READ_FLAGS = Map.of(
            RolloutSlice.TASK, Variable.VOX_MCP_ORCHESTRATOR_TASK_STATUS_RPC,
            RolloutSlice.AGENT, Variable.VOX_MCP_ORCHESTRATOR_AGENT_STATUS_RPC,
            RolloutSlice.REGISTRY, Variable.VOX_MCP_ORCHESTRATOR_REGISTRY_READS_RPC,
            RolloutSlice.START, Variable.VOX_MCP_ORCHESTRATOR_START_RPC,
            RolloutSlice.STATUS, Variable.VOX_MCP_ORCHESTRATOR_STATUS_TOOL_RPC);
    private static final Map<RolloutSlice, Variable> WRITE_FLAGS = Map.of(
            RolloutSlice.TASK, Variable.VOX_MCP_ORCHESTRATOR_TASK_WRITES_RPC,
            RolloutSlice.AGENT, Variable.VOX_MCP_ORCHESTRATOR_AGENT_WRITES_RPC,
            RolloutSlice.REGISTRY, Variable.VOX_MCP_ORCHESTRATOR_REGISTRY_WRITES_RPC);

    static RoutingFlags of(Environment environment) throws ConfigurationError {
        return new RoutingFlags(
                slices(environment, Variable.VOX_MCP_ORCHESTRATOR_RPC_READS, READ_FLAGS),
                slices(environment, Variable.VOX_MCP_ORCHESTRATOR_RPC_WRITES, WRITE_FLAGS),
                environment
                        .flag(Variable.VOX_MCP_ORCHESTRATOR_DAEMON_REPOSITORY_ID_STRICT)
                        .orElse(false));
    }

    boolean sendsAnything() {
        return reads.containsValue(true) || writes.containsValue(true);
    }

    boolean sendsToDaemon(CatalogEntry entry) {
        Map<RolloutSlice, Boolean> slices = entry.access() == Access.READ ? reads : writes;
        return slices.getOrDefault(entry.slice(), false);
    }

    private static Map<RolloutSlice, Boolean> slices(
            Environment environment, Variable umbrella, Map<RolloutSlice, Variable> flags) throws ConfigurationError {
        boolean all = environment.flag(umbrella).orElse(false);
        Map<RolloutSlice, Boolean> slices = new EnumMap<>(RolloutSlice.class);
        for (Map.Entry<RolloutSlice, Variable> flag : flags.entrySet()) {
            slices.put(flag.getKey(), environment.flag(flag.getValue()).orElse(all));
        }
        return slices;
    }
}
