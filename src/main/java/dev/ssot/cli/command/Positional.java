package dev.ssot.cli.command;

import org.jspecify.annotations.Nullable;

/**
 * A value without a name.
 *
 * @param fallback the value when it is left out; null when it must be given
 */
public record Positional(String name, @Nullable String fallback, String help) {

    /** The repository, which nearly every command takes. */
    static final Positional PATH = new Positional(
            "path", ".", "The repository: its root, its registry file, or a path inside it. Default: here.");

    public boolean required() {
        return fallback == null;
    }
}
