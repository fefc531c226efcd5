package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Access;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.RolloutSlice;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingFlagsTest {

    private static final String PREFIX = "VOX_MCP_ORCHESTRATOR_";

    @Test
    void a_flag_that_is_no_boolean_ends_the_start_and_names_variable_and_value() {
        Environment environment = new Environment(Map.of(PREFIX + "RPC_READS", "maybe"));

        assertThatThrownBy(() -> RoutingFlags.of(environment))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContaining(PREFIX + "RPC_READS=maybe");
    }

    /** umbrella, slice flag, whether the call goes to the daemon */
    @ParameterizedTest
    @CsvSource({",,false", "1,,true", "0,,false", ",1,true", "1,0,false", "0,1,true", ",0,false", "1,1,true"})
    void a_slice_flag_wins_over_the_umbrella_for_reads_and_for_writes(String umbrella, String slice, boolean goes)
            throws ConfigurationError {
        assertThat(flags("RPC_READS", umbrella, "TASK_STATUS_RPC", slice).sendsToDaemon(entry(Access.READ)))
                .isEqualTo(goes);
        assertThat(flags("RPC_WRITES", umbrella, "TASK_WRITES_RPC", slice).sendsToDaemon(entry(Access.WRITE)))
                .isEqualTo(goes);
    }

    private static RoutingFlags flags(String umbrella, String value, String slice, String sliceValue)
            throws ConfigurationError {
        return RoutingFlags.of(new Environment(Map.of(
                PREFIX + umbrella, value == null ? "" : value, PREFIX + slice, sliceValue == null ? "" : sliceValue)));
    }

    private static CatalogEntry entry(Access access) {
        return Catalog.load().entries().stream()
                .filter(entry -> entry.access() == access && entry.slice() == RolloutSlice.TASK)
                .findFirst()
                .orElseThrow();
    }
}
