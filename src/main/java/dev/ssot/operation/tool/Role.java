package dev.ssot.operation.tool;

import java.util.Locale;
import java.util.Optional;

/** What a caller may do. Whoever starts a front over pipes writes; over HTTP the bearer token decides. */
public enum Role {
    /** Sees and calls what changes nothing and was released for it. */
    READ,
    WRITE;

    /** Under this name the guard of an HTTP server leaves the caller's role with the request. */
    public static final String OF_REQUEST = "ssot.role";

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> parse(Object text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
