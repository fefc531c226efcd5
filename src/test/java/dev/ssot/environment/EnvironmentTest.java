package dev.ssot.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    private static final Variable FLAG = Variable.VOX_MCP_ORCHESTRATOR_RPC_READS;

    @ParameterizedTest
    @CsvSource({"1,true", "TRUE,true", " yes ,true", "on,true", "0,false", "False,false", "no,false", "OFF,false"})
    void a_flag_is_read_in_any_case(String text, boolean value) throws ConfigurationError {
        assertThat(of(FLAG, text).flag(FLAG)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void an_empty_variable_says_nothing(String text) throws ConfigurationError {
        assertThat(of(FLAG, text).flag(FLAG)).isEmpty();
        assertThat(of(FLAG, text).text(FLAG)).isEmpty();
    }

    @Test
    void anything_else_ends_the_start_and_names_variable_and_value() {
        assertThatThrownBy(() -> of(FLAG, "maybe").flag(FLAG))
                .isInstanceOf(ConfigurationError.class)
                .hasMessage("VOX_MCP_ORCHESTRATOR_RPC_READS=maybe is no boolean: "
                        + "use 1, true, yes, on or 0, false, no, off");
    }

    @ParameterizedTest
    @CsvSource({"/r, /r", "'/r ', '/r '", "relative,", "'',"})
    void a_folder_is_an_absolute_path_to_the_letter(String text, String folder) {
        assertThat(of(Variable.XDG_RUNTIME_DIR, text).folder(Variable.XDG_RUNTIME_DIR))
                .isEqualTo(Optional.ofNullable(folder).map(Path::of));
    }

    @Test
    void state_is_kept_below_the_home_folder_unless_the_environment_names_a_place() {
        assertThat(new Environment(Map.of("XDG_STATE_HOME", "/s", "HOME", "/h")).stateHome())
                .contains(Path.of("/s"));
        assertThat(new Environment(Map.of("HOME", "/h")).stateHome()).contains(Path.of("/h/.local/state"));
        assertThat(new Environment(Map.of()).stateHome()).isEmpty();
    }

    @Test
    void only_the_named_variables_are_passed_on_and_to_the_letter() {
        Environment environment = new Environment(Map.of("PATH", " a ", "SystemRoot", "", "TERM", "dumb"));
        Set<Variable> passed = EnumSet.of(Variable.PATH, Variable.SYSTEM_ROOT, Variable.HOME);

        assertThat(environment.only(passed)).containsOnly(Map.entry("PATH", " a "), Map.entry("SystemRoot", ""));
    }

    private static Environment of(Variable variable, String text) {
        return new Environment(Map.of(variable.toString(), text));
    }
}
