package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.RelativePath;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.document.DocumentKind;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.PythonText;
import dev.ssot.registry.json.PythonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rows of documents: fields, numbers, places and what they say about each other. */
final class DocumentRowRules implements RowRule {

    private static final List<String> REQUIRED = List.of(
            "number", "slug", "title", "path", "origin", "managed", "immutable", "package_version", "content_sha256");
    private static final List<String> SOURCE =
            List.of("source_pack_id", "source_package_name", "source_document_kind", "source_document_id");
    private static final Demand NOT_EMPTY =
            new Demand(value -> value.isTextual() && !value.textValue().isEmpty(), "must be a non-empty string");
    private static final Demand STATUS = Demand.oneOfDeclared(Vocabulary.DOCUMENT_STATUSES);

    private static final Map<String, Demand> FIELDS = new LinkedHashMap<>(Map.of(
            "slug", NOT_EMPTY,
            "title", Demand.NON_BLANK,
            "path", Demand.NON_BLANK,
            "package_version", Demand.NON_BLANK,
            "origin", Demand.oneOf(Vocabulary.ORIGINS),
            "managed", Demand.BOOLEAN,
            "immutable", Demand.BOOLEAN,
            "status", STATUS,
            "supersedes", Demand.TEXTS,
            "superseded_by", Demand.TEXTS));
    private static final Map<String, Demand> SPEC_FIELDS =
            Map.of("kind", Demand.oneOf(Vocabulary.SPEC_KINDS), "adr_ids", Demand.TEXTS);
    private static final Map<String, Demand> NOTE_FIELDS = Map.of(
            "status", STATUS,
            "note", Demand.NON_BLANK,
            "at", Demand.NON_BLANK,
            "actor", Demand.TEXT_IF_PROVIDED,
            "reason", Demand.TEXT_IF_PROVIDED);

    /** The number of the document; null when it is none, and then nothing else is asked of the row. */
    static @Nullable BigInteger number(Row row) {
        BigInteger number = PythonValue.integer(row.json().get("number"));
        return number != null && number.signum() > 0 ? number : null;
    }

    @Override
    public void check(Row row, Snapshot snapshot, Findings findings) {
        DocumentKind kind = kind(row.section());
        if (kind == null) {
            return;
        }
        String name = Findings.name(row);
        for (String field : REQUIRED) {
            if (!row.json().has(field)) {
                findings.failure("%s is missing required field: %s".formatted(name, field));
            }
        }
        BigInteger number = number(row);
        if (number == null) {
            findings.failure(name + ".number must be an integer >= 1");
            return;
        }
        demands(name, row.json(), FIELDS, findings);
        if (kind == DocumentKind.SPEC) {
            demands(name, row.json(), SPEC_FIELDS, findings);
        }
        identity(row, kind, number, findings);
        path(row, kind, number, snapshot, findings);
        new DocumentOwnerRules(row, kind, snapshot, findings).check(number);
        supersession(row, kind, snapshot, findings);
        notes(name, row.json().path("status_notes"), findings);
    }

    private static @Nullable DocumentKind kind(Section section) {
        return switch (section) {
            case ADRS -> DocumentKind.ADR;
            case SPECS -> DocumentKind.SPEC;
            default -> null;
        };
    }

    private static void demands(String name, JsonNode object, Map<String, Demand> fields, Findings findings) {
        fields.forEach((field, demand) -> {
            if (!demand.holds().test(object.path(field))) {
                findings.failure("%s.%s %s".formatted(name, field, demand.words()));
            }
        });
    }

    private static void identity(Row row, DocumentKind kind, BigInteger number, Findings findings) {
        boolean fromPack = isFromPack(row, kind);
        String expected = kind.section().prefix() + padded(number);
        if (!fromPack && !row.id().equals(expected)) {
            findings.failure("%s.id must match its number: expected %s".formatted(Findings.name(row), expected));
        }
        if (!fromPack && SOURCE.stream().anyMatch(row.json()::has)) {
            findings.failure("%s.source_* fields must identify a pack-scoped %s source document for extension-pack rows"
                    .formatted(Findings.name(row), kind.text()));
        }
    }

    private static boolean isFromPack(Row row, DocumentKind kind) {
        return row.hasText("origin", "extension-pack")
                && String.valueOf(row.text("source_pack_id")).startsWith("pack:")
                && Demand.isNonBlank(row.json().path("source_package_name"))
                && row.hasText("source_document_kind", kind.text())
                && String.valueOf(row.text("source_document_id"))
                        .startsWith(kind.section().prefix());
    }

    private static String padded(BigInteger number) {
        String digits = number.toString();
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    private static void path(Row row, DocumentKind kind, BigInteger number, Snapshot snapshot, Findings findings) {
        String path = row.text("path");
        String slug = row.text("slug");
        String root = Row.text(snapshot.object("paths"), kind.text() + "_root");
        if (path == null) {
            return;
        }
        if (slug != null && root != null) {
            String name = "%s/%s-%s-%s".formatted(root.replace('\\', '/'), kind.name(), padded(number), slug);
            List<String> expected = List.of(RelativePath.tidy(name + ".json"), RelativePath.tidy(name + ".yaml"));
            if (!expected.contains(path)) {
                findings.failure("%s.path must match number and slug using .json or .yaml: expected one of %s"
                        .formatted(Findings.name(row), PythonText.repr(expected)));
            }
        }
        if (!path.endsWith(".json") && !path.endsWith(".yaml")) {
            findings.failure(Findings.name(row) + ".path must end with .json or .yaml");
        }
    }

    private static void supersession(Row row, DocumentKind kind, Snapshot snapshot, Findings findings) {
        String name = Findings.name(row);
        for (String field : List.of("supersedes", "superseded_by")) {
            for (JsonNode id : row.json().path(field)) {
                if (!id.isTextual() || !snapshot.contains(row.section(), id.textValue())) {
                    findings.failure(
                            "%s.%s references missing %s %s".formatted(name, field, kind.text(), PythonValue.str(id)));
                }
            }
        }
        Set<String> both = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
        both.addAll(row.texts("supersedes"));
        both.retainAll(row.texts("superseded_by"));
        if (!both.isEmpty()) {
            findings.failure("%s has ids present in both supersedes and superseded_by: %s"
                    .formatted(name, PythonText.repr(both)));
        }
        JsonNode by = row.json().path("superseded_by");
        boolean superseded = row.hasText("status", "superseded");
        if (superseded && by.isArray() && by.isEmpty()) {
            findings.failure(name + ".status is superseded but superseded_by is empty");
        }
        if (!superseded && by.isArray() && !by.isEmpty()) {
            findings.failure(name + ".superseded_by must be empty unless status is superseded");
        }
    }

    private static void notes(String name, JsonNode notes, Findings findings) {
        if (!notes.isArray()) {
            if (!notes.isMissingNode()) {
                findings.failure(name + ".status_notes must be a list");
            }
            return;
        }
        for (int i = 0; i < notes.size(); i++) {
            String note = "%s.status_notes[%d]".formatted(name, i);
            if (notes.get(i).isObject()) {
                demands(note, notes.get(i), NOTE_FIELDS, findings);
            } else {
                findings.failure(note + " must be an object");
            }
        }
    }

    /** What two documents of the section must not share. */
    static void duplicates(Section section, Iterable<Row> rows, Findings findings) {
        if (kind(section) == null) {
            return;
        }
        Map<List<String>, String> slugs = new LinkedHashMap<>();
        Map<BigInteger, String> numbers = new LinkedHashMap<>();
        Map<String, String> paths = new LinkedHashMap<>();
        for (Row row : rows) {
            BigInteger number = number(row);
            if (number == null) {
                continue;
            }
            String slug = row.text("slug");
            String origin = row.text("origin");
            List<String> key = new ArrayList<>();
            if (slug != null && origin != null) {
                key.addAll(List.of(origin, slug));
                duplicate(row, "slug for origin %s: %s".formatted(origin, slug), slugs.put(key, row.id()), findings);
            }
            duplicate(row, "number: " + number, numbers.put(number, row.id()), findings);
            String path = row.text("path");
            if (path != null) {
                duplicate(row, "path: " + path, paths.put(path, row.id()), findings);
            }
        }
    }

    private static void duplicate(Row row, String what, @Nullable String other, Findings findings) {
        if (other != null) {
            String section = row.section().key();
            findings.failure(
                    "Duplicate %s %s in %s and %s.%s".formatted(section, what, Findings.name(row), section, other));
        }
    }
}
