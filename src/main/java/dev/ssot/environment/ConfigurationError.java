package dev.ssot.environment;

/** A setting that cannot be what somebody meant. Ends the start; the message names the setting and its value. */
public final class ConfigurationError extends Exception {

    private static final long serialVersionUID = 1L;

    public ConfigurationError(String message) {
        super(message);
    }
}
