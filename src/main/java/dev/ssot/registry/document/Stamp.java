package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is written beside a change of a document.
 *
 * @param at when the change is made
 * @param toolVersion the version of this program, for a registry that names none
 */
public record Stamp(Instant at, String toolVersion) {

    static Optional<String> noteProblem(@Nullable String note) {
        return note != null && Lines.isBlank(note)
                ? Optional.of("Status note must be a non-empty string")
                : Optional.empty();
    }

    /** Appends the note, if there is one, to the row's history under the status that it has now. */
    void note(ObjectNode row, @Nullable String note) {
        if (note != null) {
            row.withArray("status_notes")
                    .addObject()
                    .put("status", DocumentLifecycle.statusOf(row))
                    .put("note", Lines.strip(note))
                    .put("at", at.truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }

    String packageVersion(Registry registry) {
        String named = Row.text(registry.document().path("tooling"), "ssot_registry_version");
        return named == null ? toolVersion : named;
    }
}
