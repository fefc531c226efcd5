package dev.ssot.contract.verify;

import dev.ssot.contract.CatalogSource;
import dev.ssot.contract.Registrations;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A project under examination: its published files, what the program registers, and what was found so far. */
final class Examination {

    static final String FOLDER = "contracts/operations/";

    private final Path root;
    private final @Nullable Registrations running;
    private final Map<String, Document> documents = new HashMap<>();
    private final TreeSet<Finding> findings = new TreeSet<>(Finding.ORDER);

    /** @param running null when the project's program is not this one */
    Examination(Path root, @Nullable Registrations running) {
        this.root = root;
        this.running = running;
    }

    Path root() {
        return root;
    }

    @Nullable Registrations running() {
        return running;
    }

    /** @param path below the project's folder */
    Document document(String path) {
        return documents.computeIfAbsent(path, name -> Document.read(root, name));
    }

    Document catalog() {
        return document(CatalogSource.PATH);
    }

    List<Row> rows() {
        return Row.all(catalog());
    }

    void find(Rule rule, Finding.Place place, String message, @Nullable Object... arguments) {
        findings.add(new Finding(rule, place, null, message.formatted(arguments)));
    }

    void find(Rule rule, Finding.Place place, Row row, String message, @Nullable Object... arguments) {
        findings.add(new Finding(rule, place, row.id(), message.formatted(arguments)));
    }

    void find(Finding finding) {
        findings.add(finding);
    }

    boolean hasFound(String file) {
        return findings.stream().anyMatch(finding -> finding.place().file().equals(file));
    }

    /** Everything found, by file, line and rule. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
