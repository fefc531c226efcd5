package dev.ssot.boot;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Environment variables, read by one set of rules. An unset or empty variable says nothing. */
record Settings(Map<String, String> environment) {

    Optional<String> text(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** {@code 1 true yes on} and {@code 0 false no off} in any case; anything else ends the start. */
    Optional<Boolean> flag(String name) throws ConfigurationError {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (value.get().toLowerCase(Locale.ROOT)) {
                    case "1", "true", "yes", "on" -> true;
                    case "0", "false", "no", "off" -> false;
                    default ->
                        throw new ConfigurationError("%s=%s is no boolean: use 1, true, yes, on or 0, false, no, off"
                                .formatted(name, value.get()));
                });
    }
}
