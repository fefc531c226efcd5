package dev.ssot.support;

import java.nio.file.Path;

/** The built application, as people start it. */
public final class Installation {

    private Installation() {}

    /** The script of that name in {@code deploy/bin}. */
    public static Path launcher(String name) {
        return home().resolve("deploy/bin").resolve(name);
    }

    public static Path home() {
        return Path.of(System.getProperty("ssot.home", "")).toAbsolutePath();
    }
}
