package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The files of documents of one kind: what stands in them, and what a changed row makes of them. */
record DocumentFiles(DocumentKind kind, RepositoryFiles files) {

    /** The content of the row's file, or why there is none. */
    sealed interface Content {

        record Found(byte[] bytes, ObjectNode payload) implements Content {}

        record Problem(String message) implements Content {}
    }

    /** The file that a row gets, or why it cannot have it. */
    sealed interface Planned {

        record File(FileChange.Put change, String contentHash) implements Planned {}

        record Problem(String message) implements Planned {}
    }

    static String path(ObjectNode row) {
        String path = Row.text(row, "path");
        return path == null ? "" : path;
    }

    Content read(ObjectNode row) {
        Optional<byte[]> bytes = files.read(path(row));
        if (bytes.isEmpty()) {
            return new Content.Problem("%s %s document path does not exist: %s"
                    .formatted(kind.label(), row.path("id").asText(), path(row)));
        }
        return switch (DocumentReader.read(bytes.get(), path(row))) {
            case DocumentReader.Reading.Invalid(String reason) -> new Content.Problem(reason);
            case DocumentReader.Reading.Read(ObjectNode payload) -> new Content.Found(bytes.get(), payload);
        };
    }

    /** The file with the body that stands in it now and everything else as in the row. */
    Planned rewrite(ObjectNode row) {
        return switch (read(row)) {
            case Content.Problem(String message) -> new Planned.Problem(message);
            case Content.Found found ->
                DocumentBody.of(kind, found.payload())
                        .map(body -> write(row, body))
                        .orElseGet(() -> new Planned.Problem(DocumentBody.MISSING));
        };
    }

    Planned write(ObjectNode row, String body) {
        ObjectNode payload = DocumentPayload.of(kind, row, body);
        Optional<String> problem = DocumentRules.problem(kind, payload, row).or(() -> outside(row));
        if (problem.isPresent()) {
            return new Planned.Problem(problem.get());
        }
        byte[] bytes = DocumentWriter.write(payload, path(row));
        return new Planned.File(new FileChange.Put(path(row), bytes), contentHash(bytes));
    }

    Optional<String> outside(ObjectNode row) {
        return files.resolve(path(row)).isPresent()
                ? Optional.empty()
                : Optional.of("%s %s document path leaves the repository: %s"
                        .formatted(kind.label(), row.path("id").asText(), path(row)));
    }

    /** SHA-256 with line feeds for the line ends of Windows, so that a checkout there has the same. */
    static String contentHash(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return CanonicalJson.hash(text.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1));
    }
}
