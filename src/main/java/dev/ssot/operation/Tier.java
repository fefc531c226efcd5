package dev.ssot.operation;

import java.util.Locale;

/** How many tools an agent is shown: those of the tiers that its server enables. */
public enum Tier {
    CORE,
    DEV,
    ADVANCED;

    /** As it travels: {@code core}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
