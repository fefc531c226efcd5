package dev.ssot.boot;

/** A setting that cannot be what somebody meant. Ends the start; the message names the setting and its value. */
final class ConfigurationError extends Exception {

    private static final long serialVersionUID = 1L;

    ConfigurationError(String message) {
        super(message);
    }
}
