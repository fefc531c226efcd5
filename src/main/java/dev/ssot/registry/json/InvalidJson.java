package dev.ssot.registry.json;

/** The text is not JSON as the registry accepts it; the message says why and, where known, at which place. */
public final class InvalidJson extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidJson(String message) {
        super(message);
    }
}
