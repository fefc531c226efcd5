package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ssot.operation.Access;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.RolloutSlice;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @ParameterizedTest
    @CsvSource({"1,true", "TRUE,true", " yes ,true", "on,true", "0,false", "False,false", "no,false", "OFF,false"})
    void a_flag_is_read_in_any_case(String text, boolean value) throws ConfigurationError {
        assertThat(new Settings(Map.of("F", text)).flag("F")).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void an_empty_flag_says_nothing(String text) throws ConfigurationError {
        assertThat(new Settings(Map.of("F", text)).flag("F")).isEmpty();
    }

    @Test
    void anything_else_ends_the_start_and_names_variable_and_value() {
        Settings settings = new Settings(Map.of(RoutingFlags.PREFIX + "RPC_READS", "maybe"));

        assertThatThrownBy(() -> RoutingFlags.of(settings))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContaining(RoutingFlags.PREFIX + "RPC_READS=maybe");
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

    @ParameterizedTest
    @CsvSource({"127.0.0.1:4711,4711", "tcp://127.0.0.1:9,9", "localhost:80,80", "[::1]:5,5"})
    void a_daemon_socket_is_a_loopback_address_with_a_port(String text, int port) throws ConfigurationError {
        assertThat(DaemonSocket.peer(new Settings(Map.of(DaemonSocket.VARIABLE, text)))
                        .orElseThrow()
                        .getPort())
                .isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1:80", "0.0.0.0:80", "127.0.0.1", "127.0.0.1:x", "example.org:80", "127.0.0.1:99999"})
    void another_address_is_refused_by_name(String text) {
        assertThatThrownBy(() -> DaemonSocket.bind(new Settings(Map.of()), Optional.of(text)))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContaining(text);
    }

    private static RoutingFlags flags(String umbrella, String value, String slice, String sliceValue)
            throws ConfigurationError {
        return RoutingFlags.of(new Settings(Map.of(
                RoutingFlags.PREFIX + umbrella, value == null ? "" : value,
                RoutingFlags.PREFIX + slice, sliceValue == null ? "" : sliceValue)));
    }

    private static CatalogEntry entry(Access access) {
        return Catalog.load().entries().stream()
                .filter(entry -> entry.access() == access && entry.slice() == RolloutSlice.TASK)
                .findFirst()
                .orElseThrow();
    }
}
