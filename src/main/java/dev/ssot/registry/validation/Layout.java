package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RelativePath;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The folders that the registry names and the rules for the files in them.
 *
 * @param root of the registry's files; empty text when it is not a folder below the repository
 */
record Layout(Registry registry, String root, String evidence, List<String> documents) {

    private static final int MAX_PATH = 240;
    private static final int MAX_NAME = 120;
    private static final String NOT_CANONICAL = "JSON under .ssot must be RFC 8785 JCS canonical: %s (%s)";

    static Layout of(Registry registry) {
        JsonNode paths = registry.document().path("paths");
        return new Layout(
                registry,
                folder(paths, "ssot_root", ".ssot"),
                folder(paths, "evidence_root", ".ssot/evidence"),
                Stream.of("adr_root", "spec_root")
                        .map(key -> folder(paths, key, ""))
                        .filter(folder -> !folder.isEmpty())
                        .toList());
    }

    private static String folder(JsonNode paths, String key, String otherwise) {
        String path = Row.text(paths, key);
        return path == null ? otherwise : RelativePath.inside(path.strip()).orElse("");
    }

    /** Every file that a rule is about. */
    List<String> files(RepositoryFiles files) {
        TreeSet<String> all = new TreeSet<>();
        if (!root.isEmpty()) {
            all.addAll(files.filesBelow(root));
        }
        documents.stream()
                .filter(folder -> root.isEmpty() || !RelativePath.isBelow(folder, root))
                .forEach(folder -> all.addAll(files.filesBelow(folder)));
        all.removeIf(path -> RelativePath.isBelow(path, root + "/control"));
        return List.copyOf(all);
    }

    void check(String path, RepositoryFiles files, Findings findings) {
        if (path.endsWith(".md") && documents.contains(RelativePath.folder(path)) && files.exists(path)) {
            findings.file("Legacy markdown document is not allowed after migration: " + path);
        }
        if (root.isEmpty() || !RelativePath.isBelow(path, root)) {
            return;
        }
        for (String part = path; !part.equals(root) && !part.isEmpty(); part = RelativePath.folder(part)) {
            length(part, "filesystem path", findings);
        }
        if (path.endsWith(".json")) {
            problem(path, files).ifPresent(reason -> {
                boolean isEvidence = !evidence.isEmpty() && RelativePath.isBelow(path, evidence);
                findings.add(
                        isEvidence ? Finding.Kind.WARNING : Finding.Kind.FILE, NOT_CANONICAL.formatted(path, reason));
            });
        }
    }

    /** The limits for a path that lies in the registry's folder. */
    void lengths(String path, String context, Findings findings) {
        if (!root.isEmpty() && RelativePath.isBelow(RelativePath.tidy(path.strip()), root)) {
            length(path, context, findings);
        }
    }

    private static void length(String path, String context, Findings findings) {
        String name = RelativePath.name(path);
        if (path.codePointCount(0, path.length()) > MAX_PATH) {
            findings.failure("%s exceeds max .ssot path length %d: %s".formatted(context, MAX_PATH, path));
        }
        if (name.codePointCount(0, name.length()) > MAX_NAME) {
            findings.failure("%s exceeds max .ssot filename length %d: %s".formatted(context, MAX_NAME, name));
        }
    }

    private Optional<String> problem(String path, RepositoryFiles files) {
        if (path.equals(root + "/registry.json")
                && files.fact(path, new ContentHash()).equals(Optional.of(registry.contentHash()))) {
            return Optional.empty();
        }
        return files.fact(path, new CanonicalForm()).filter(reason -> !reason.isEmpty());
    }
}
