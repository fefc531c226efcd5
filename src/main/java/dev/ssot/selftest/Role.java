package dev.ssot.selftest;

import java.util.Locale;

/** What a process of a selftest does with the calls that it is given. */
public enum Role {
    /** Runs them on the files. */
    DIRECT,
    /** Sends them to the daemon, and runs them on the files where there is none. */
    FRONT,
    /** Serves the fronts; it is given no calls. */
    DAEMON;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
