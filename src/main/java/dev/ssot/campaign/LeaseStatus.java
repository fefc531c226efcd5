package dev.ssot.campaign;

import java.util.Locale;

/** The life of a lease. {@code PROVISIONING} and {@code FAILED} are only ever written by the reference. */
public enum LeaseStatus {
    PROVISIONING,
    ACTIVE,
    DONE,
    BLOCKED,
    ABANDONED,
    EXPIRED,
    FAILED;

    public boolean isOpen() {
        return this == PROVISIONING || this == ACTIVE;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static LeaseStatus parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
