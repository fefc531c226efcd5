package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.contract.CatalogSource;
import dev.ssot.contract.EnvironmentVariable;
import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.registry.json.Json;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

/** What the daemon's log says, and what it must not. */
class DaemonLogTextTest {

    private static final String PLANTED = "planted-token-0123456789";

    @Test
    void the_line_of_configuration_tells_every_setting_of_ours_and_no_secret() {
        Map<String, String> variables = new HashMap<>();
        Stream.of(Variable.values()).forEach(variable -> variables.put(variable.toString(), "value\nof " + variable));
        List<Variable> secrets =
                Stream.of(Variable.values()).filter(Variable::isSecret).toList();
        secrets.forEach(variable -> variables.put(variable.toString(), PLANTED));

        String line = DaemonConfiguration.line(new Environment(variables));

        assertThat(secrets).isNotEmpty();
        assertThat(line).doesNotContain(PLANTED).hasLineCount(1).doesNotContain("HOME=", "PATH=");
        assertThat(Variable.values())
                .filteredOn(variable -> variable.isOurs() && !variable.isSecret())
                .allSatisfy(variable -> assertThat(line).contains("%s=value?of %s".formatted(variable, variable)));
        assertThat(secrets).allSatisfy(variable -> assertThat(line).contains(variable + "=(secret)"));
    }

    @Test
    void what_the_catalog_calls_secret_is_hidden() throws Exception {
        assertThat(CatalogSource.read(Path.of("").toAbsolutePath()).environment().stream()
                        .filter(EnvironmentVariable::secret)
                        .map(EnvironmentVariable::name))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Variable.values())
                        .filter(Variable::isSecret)
                        .map(Variable::toString)
                        .toList());
    }

    @Test
    void a_record_is_one_object_on_one_line_with_its_failure() throws Exception {
        ExtLogRecord record =
                new ExtLogRecord(Level.INFO, "%s holds\n%d", ExtLogRecord.FormatStyle.PRINTF, "dev.ssot.Test");
        record.setParameters(new Object[] {"w", 2});
        record.setLoggerName("dev.ssot.test");
        record.setThrown(new IllegalStateException("broken"));

        String line = new LogFormat.Lines().format(record);

        assertThat(line).endsWith("\n").hasLineCount(1);
        JsonNode json = Json.MAPPER.readTree(line);
        assertThat(json.path("message").asText()).isEqualTo("w holds\n2");
        assertThat(json.path("level").asText()).isEqualTo("INFO");
        assertThat(json.path("logger").asText()).isEqualTo("dev.ssot.test");
        assertThat(json.path("time").asText()).isEqualTo(record.getInstant().toString());
        assertThat(json.path("error").asText()).contains("IllegalStateException: broken");
    }

    @Test
    void a_format_that_is_none_ends_the_start_with_its_name() throws Exception {
        assertThat(LogFormat.of(new Environment(Map.of()))).isEqualTo(LogFormat.TEXT);
        assertThat(LogFormat.of(new Environment(Map.of("VOX_ORCHESTRATOR_DAEMON_LOG_FORMAT", "json"))))
                .isEqualTo(LogFormat.JSON);
        assertThatThrownBy(() -> LogFormat.of(new Environment(Map.of("VOX_ORCHESTRATOR_DAEMON_LOG_FORMAT", "xml"))))
                .isInstanceOf(ConfigurationError.class)
                .hasMessage("VOX_ORCHESTRATOR_DAEMON_LOG_FORMAT=xml is no format of a log: use text or json");
    }
}
