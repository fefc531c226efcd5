package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.RelativePath;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.document.DocumentKind;
import dev.ssot.registry.document.DocumentReader;
import dev.ssot.registry.document.DocumentRules;
import dev.ssot.registry.json.CanonicalJson;
import java.util.Arrays;
import java.util.Set;

/** The file that a row names: inside the repository, there, and for a document with the content of its row. */
record ArtifactRules(Layout layout, RepositoryFiles files, Set<String> known) {

    private static final int HASH_LENGTH = 64;

    static boolean appliesTo(Section section) {
        return switch (section) {
            case TESTS, EVIDENCE, ADRS, SPECS -> true;
            default -> false;
        };
    }

    void check(Row row, Findings findings) {
        String path = row.text("path");
        boolean isDocument = row.section() == Section.ADRS || row.section() == Section.SPECS;
        if (path == null || path.isBlank() || isDocument && DocumentRowRules.number(row) == null) {
            return;
        }
        String context = Findings.name(row) + ".path";
        layout.lengths(path, context, findings);
        if (!isAllowed(path, context, findings)) {
            return;
        }
        if (!known.contains(path) && !files.exists(path)) {
            if (files.resolve(path).isEmpty()) {
                findings.strict(outside(context, path));
            } else {
                findings.file("%s does not exist: %s".formatted(context, path));
            }
        } else if (isDocument) {
            document(row, path, findings);
        }
    }

    private static boolean isAllowed(String path, String context, Findings findings) {
        String inside = RelativePath.inside(path).orElse(null);
        if (inside == null) {
            findings.strict(outside(context, path));
            return false;
        }
        if (RelativePath.isGitInternal(inside)) {
            findings.strict("%s must not be a file of git: %s".formatted(context, path));
        }
        return true;
    }

    private static String outside(String context, String path) {
        return "%s must be a relative path inside the repository: %s".formatted(context, path);
    }

    private void document(Row row, String path, Findings findings) {
        String name = Findings.name(row);
        byte[] bytes = files.read(path).orElse(null);
        if (bytes == null) {
            findings.file("%s document content is invalid: it is no file that can be read: %s".formatted(name, path));
            return;
        }
        JsonNode hash = row.json().path("content_sha256");
        if (!hash.isTextual() || hash.textValue().length() != HASH_LENGTH) {
            findings.failure(name + ".content_sha256 must be a 64-character sha256 hex digest");
        } else if (!CanonicalJson.hash(withPlainLineEnds(bytes)).equals(hash.textValue())) {
            findings.file("%s content hash does not match file content: %s".formatted(name, path));
        }
        DocumentKind kind = row.section() == Section.ADRS ? DocumentKind.ADR : DocumentKind.SPEC;
        String problem = switch (DocumentReader.read(bytes, path)) {
            case DocumentReader.Reading.Read(ObjectNode payload) ->
                DocumentRules.problem(kind, payload, row.json()).orElse("");
            case DocumentReader.Reading.Invalid(String reason) -> reason;
        };
        if (!problem.isEmpty()) {
            findings.file("%s document content is invalid: %s".formatted(name, problem));
        }
    }

    private static byte[] withPlainLineEnds(byte[] bytes) {
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '\r' || i + 1 == bytes.length || bytes[i + 1] != '\n') {
                plain[length++] = bytes[i];
            }
        }
        return length == bytes.length ? bytes : Arrays.copyOf(plain, length);
    }
}
