package dev.ssot.operation;

import java.util.Locale;

/** Where a call ran. */
public enum Backend {
    /** In this process, on the files. */
    DIRECT,
    /** In the daemon. */
    DAEMON;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
