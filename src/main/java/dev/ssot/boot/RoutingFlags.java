package dev.ssot.boot;

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

    static final String PREFIX = "VOX_MCP_ORCHESTRATOR_";

    private static final Map<RolloutSlice, String> READ_FLAGS = Map.of(
            RolloutSlice.TASK, "TASK_STATUS_RPC",
            RolloutSlice.AGENT, "AGENT_STATUS_RPC",
            RolloutSlice.REGISTRY, "REGISTRY_READS_RPC",
            RolloutSlice.START, "START_RPC",
            RolloutSlice.STATUS, "STATUS_TOOL_RPC");
    private static final Map<RolloutSlice, String> WRITE_FLAGS = Map.of(
            RolloutSlice.TASK, "TASK_WRITES_RPC",
            RolloutSlice.AGENT, "AGENT_WRITES_RPC",
            RolloutSlice.REGISTRY, "REGISTRY_WRITES_RPC");

    static RoutingFlags of(Settings settings) throws ConfigurationError {
        return new RoutingFlags(
                slices(settings, "RPC_READS", READ_FLAGS),
                slices(settings, "RPC_WRITES", WRITE_FLAGS),
                settings.flag(PREFIX + "DAEMON_REPOSITORY_ID_STRICT").orElse(false));
    }

    boolean sendsAnything() {
        return reads.containsValue(true) || writes.containsValue(true);
    }

    boolean sendsToDaemon(CatalogEntry entry) {
        Map<RolloutSlice, Boolean> slices = entry.access() == Access.READ ? reads : writes;
        return slices.getOrDefault(entry.slice(), false);
    }

    private static Map<RolloutSlice, Boolean> slices(
            Settings settings, String umbrella, Map<RolloutSlice, String> flags) throws ConfigurationError {
        boolean all = settings.flag(PREFIX + umbrella).orElse(false);
        Map<RolloutSlice, Boolean> slices = new EnumMap<>(RolloutSlice.class);
        for (Map.Entry<RolloutSlice, String> flag : flags.entrySet()) {
            slices.put(flag.getKey(), settings.flag(PREFIX + flag.getValue()).orElse(all));
        }
        return slices;
    }
}
