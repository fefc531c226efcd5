package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person wrote into a file to make a document of it. */
public final class AuthoredDocument {

    private AuthoredDocument() {}

    /** What reading such a file led to. */
    public sealed interface Reading {

        /** @param adrIds null when the file names none */
        record Authored(String body, @Nullable List<String> adrIds) implements Reading {}

        record Problem(String message) implements Reading {}
    }

    /** @param name of the file, whose ending has to be {@code .yaml} or {@code .json} */
    public static Reading read(DocumentKind kind, byte[] bytes, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".yaml") && !lower.endsWith(".json")) {
            return new Reading.Problem("%s body-file must be .json or .yaml, got %s".formatted(kind.name(), name));
        }
        return switch (DocumentReader.read(bytes, name)) {
            case DocumentReader.Reading.Invalid(String reason) -> new Reading.Problem(reason);
            case DocumentReader.Reading.Read(ObjectNode payload) -> authored(kind, payload);
        };
    }

    private static Reading authored(DocumentKind kind, ObjectNode payload) {
        Optional<String> body = DocumentBody.of(kind, payload);
        if (body.isEmpty()) {
            return new Reading.Problem(DocumentBody.MISSING);
        }
        String stated = Row.text(payload, "kind");
        if (stated != null && !stated.equals(kind.text())) {
            return new Reading.Problem(
                    "%s body-file kind must be %s, got %s".formatted(kind.name(), kind.text(), stated));
        }
        boolean links = kind == DocumentKind.SPEC && payload.path("adr_ids").isArray();
        return new Reading.Authored(body.get(), links ? Row.texts(payload, "adr_ids") : null);
    }
}
