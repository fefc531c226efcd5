package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonSocketTest {

    @ParameterizedTest
    @CsvSource({"127.0.0.1:4711,4711", "tcp://127.0.0.1:9,9", "localhost:80,80", "[::1]:5,5"})
    void a_daemon_socket_is_a_loopback_address_with_a_port(String text, int port) throws ConfigurationError {
        assertThat(DaemonSocket.peer(new Environment(Map.of("VOX_ORCHESTRATOR_DAEMON_SOCKET", text)))
                        .orElseThrow()
                        .getPort())
                .isEqualTo(port);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1:80", "0.0.0.0:80", "127.0.0.1", "127.0.0.1:x", "example.org:80", "127.0.0.1:99999"})
    void another_address_is_refused_by_name(String text) {
        assertThatThrownBy(() -> DaemonSocket.bind(new Environment(Map.of()), Optional.of(text)))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageContaining(text);
    }
}
