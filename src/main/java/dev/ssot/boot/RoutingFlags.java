package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Access;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.RolloutSlice;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which calls go to the daemon. A slice's own flag decides; where it is unset, its umbrella does; where that is unset
 * too, the call runs directly.
 *
 * @param strict a flagged call that cannot be forwarded fails instead of running directly
 */
record RoutingFlags(Map<RolloutSlice, Setting> reads, Map<RolloutSlice, Setting> writes, boolean strict) {

    /**
     * What is set for one slice.
     *
     * @param decidedBy the variable that says so; empty where none does
     */
    record Setting(boolean on, Optional<Variable> decidedBy) {

        static final Setting UNSET = new Setting(false, Optional.empty());
    }

    static RoutingFlags of(Environment environment) throws ConfigurationError {
        return new RoutingFlags(
                slices(environment, Access.READ),
                slices(environment, Access.WRITE),
                environment
                        .flag(Variable.VOX_MCP_ORCHESTRATOR_DAEMON_REPOSITORY_ID_STRICT)
                        .orElse(false));
    }

    boolean sendsAnything() {
        return reads.values().stream().anyMatch(Setting::on)
                || writes.values().stream().anyMatch(Setting::on);
    }

    boolean sendsToDaemon(CatalogEntry entry) {
        return setting(entry.access(), entry.slice()).on();
    }

    Setting setting(Access access, RolloutSlice slice) {
        return (access == Access.READ ? reads : writes).getOrDefault(slice, Setting.UNSET);
    }

    private static Map<RolloutSlice, Setting> slices(Environment environment, Access access) throws ConfigurationError {
        Optional<Setting> umbrella = setting(environment, RolloutSlice.umbrella(access));
        Map<RolloutSlice, Setting> slices = new EnumMap<>(RolloutSlice.class);
        for (RolloutSlice slice : RolloutSlice.flagged(access)) {
            Optional<Setting> own = setting(environment, slice.flag(access).orElseThrow());
            slices.put(slice, own.or(() -> umbrella).orElse(Setting.UNSET));
        }
        return slices;
    }

    private static Optional<Setting> setting(Environment environment, Variable flag) throws ConfigurationError {
        return environment.flag(flag).map(on -> new Setting(on, Optional.of(flag)));
    }
}
