package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ssot.contract.RolloutTable;
import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Access;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.RolloutSlice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoutingFlagsTest {

    private static final String PREFIX = "VOX_MCP_ORCHESTRATOR_";

    @Test
    void a_flag_that_is_no_boolean_ends_the_start_and_names_variable_and_value() {
        Environment environment = new Environment(Map.of(PREFIX + "RPC_READS", "maybe"));

        assertThatThrownBy(() -> RoutingFlags.of(environment))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContaining(PREFIX + "RPC_READS=maybe");
    }

    static Stream<Arguments> settings() {
        return Stream.of(Access.values())
                .flatMap(access -> RolloutSlice.flagged(access).stream()
                        .flatMap(slice ->
                                RolloutTable.SETTINGS.stream().map(setting -> Arguments.of(access, slice, setting))));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void a_slice_flag_wins_over_the_umbrella_and_says_who_decided(
            Access access, RolloutSlice slice, RolloutTable.Setting setting) throws ConfigurationError {
        Map<String, String> variables = new HashMap<>();
        Variable own = slice.flag(access).orElseThrow();
        set(variables, RolloutSlice.umbrella(access), setting.umbrella());
        set(variables, own, setting.own());

        RoutingFlags.Setting found = RoutingFlags.of(new Environment(variables)).setting(access, slice);

        assertThat(found.on()).isEqualTo(setting.on());
        assertThat(found.decidedBy())
                .isEqualTo(
                        setting.own() != null
                                ? Optional.of(own)
                                : Optional.ofNullable(setting.umbrella()).map(_ -> RolloutSlice.umbrella(access)));
    }

    @Test
    void every_flag_of_the_rollout_belongs_to_one_slice_and_the_rest_runs_where_it_is_called() {
        List<Variable> flags = Stream.of(Access.values())
                .flatMap(access -> RolloutSlice.flagged(access).stream()
                        .map(slice -> slice.flag(access).orElseThrow()))
                .toList();

        assertThat(flags).doesNotHaveDuplicates().hasSize(8);
        assertThat(Catalog.load().entries())
                .allSatisfy(
                        entry -> assertThat(entry.slice().flag(entry.access()).isPresent())
                                .isEqualTo(entry.slice() != RolloutSlice.HERE));
    }

    private static void set(Map<String, String> variables, Variable variable, Boolean value) {
        variables.put(variable.toString(), value == null ? "" : value ? "yes" : "off");
    }
}
