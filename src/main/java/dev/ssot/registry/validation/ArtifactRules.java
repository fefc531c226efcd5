package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.RelativePath;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.document.DocumentKind;
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
        DocumentKind kind = row.section() == Section.ADRS ? DocumentKind.ADR : DocumentKind.SPEC;
        DocumentContent.Found content =
                files.fact(path, new DocumentContent(kind, row.json())).orElse(null);
        if (content == null) {
            findings.file("%s document content is invalid: it is no file that can be read: %s".formatted(name, path));
            return;
        }
        JsonNode hash = row.json().path("content_sha256");
        if (!hash.isTextual() || hash.textValue().length() != HASH_LENGTH) {
            findings.failure(name + ".content_sha256 must be a 64-character sha256 hex digest");
        } else if (!content.hash().equals(hash.textValue())) {
            findings.file("%s content hash does not match file content: %s".formatted(name, path));
        }
        if (!content.problem().isEmpty()) {
            findings.file("%s document content is invalid: %s".formatted(name, content.problem()));
        }
    }
}
