package dev.ssot.operation;

import java.util.Locale;
import java.util.stream.Stream;

/** The classes of what a call may do beside answering, from nothing to what cannot be taken back. */
public enum SideEffects {
    NONE,
    READ_ONLY,
    WRITES_FILES,
    SPAWNS_PROCESS,
    DESTRUCTIVE;

    /** As it travels: {@code read_only}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a class of that name changes nothing; an unknown one may do anything. */
    public static boolean isHarmless(String text) {
        return Stream.of(NONE, READ_ONLY).anyMatch(harmless -> harmless.text().equals(text));
    }
}
