package dev.ssot.registry.release;

import dev.ssot.registry.Registry;
import dev.ssot.registry.validation.ValidationReport;
import java.time.Instant;
import java.util.function.Function;

/**
 * Where and when boundaries and releases move on.
 *
 * @param root the repository, as reports name it
 * @param preflight how the registry is validated before
 */
public record Occasion(String root, Instant at, Function<Registry, ValidationReport> preflight) {

    /** The id that the registry names as the active one. */
    static String active(Registry registry, String field) {
        return registry.document().path("program").path(field).asText();
    }

    String absolute(String path) {
        return root + "/" + path;
    }
}
