package dev.ssot.environment;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The environment variables of a process, read by one set of rules. It answers for a {@link Variable} only, so that no
 * variable can be read that nobody has declared.
 */
public final class Environment {

    private final Map<String, String> values;

    public Environment(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** That of this process. A process asks once, where it begins, and hands it down. */
    public static Environment ofThisProcess() {
        return new Environment(System.getenv());
    }

    /** Without the blanks around it. An unset or blank variable says nothing. */
    public Optional<String> text(Variable variable) {
        return Optional.ofNullable(values.get(variable.toString()))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    /** {@code 1 true yes on} and {@code 0 false no off} in any case; anything else ends the start. */
    public Optional<Boolean> flag(Variable variable) throws ConfigurationError {
        Optional<String> value = text(variable);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (value.get().toLowerCase(Locale.ROOT)) {
                    case "1", "true", "yes", "on" -> true;
                    case "0", "false", "no", "off" -> false;
                    default ->
                        throw new ConfigurationError("%s=%s is no boolean: use 1, true, yes, on or 0, false, no, off"
                                .formatted(variable, value.get()));
                });
    }

    /** A folder by its absolute path, to the letter. As XDG has it, a relative path says nothing. */
    public Optional<Path> folder(Variable variable) {
        return Optional.ofNullable(values.get(variable.toString()))
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    /** Where this user's programs keep their state: {@code $XDG_STATE_HOME}, else {@code $HOME/.local/state}. */
    public Optional<Path> stateHome() {
        return folder(Variable.XDG_STATE_HOME)
                .or(() -> folder(Variable.HOME).map(home -> home.resolve(".local/state")));
    }

    /** Those that are set among some variables, to the letter, as a child process is given them. */
    public Map<String, String> only(Set<Variable> variables) {
        Map<String, String> some = new HashMap<>();
        for (Variable variable : variables) {
            String value = values.get(variable.toString());
            if (value != null) {
                some.put(variable.toString(), value);
            }
        }
        return some;
    }
}
