package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Section;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The two kinds of documents. */
public enum DocumentKind {
    ADR("ADR", Section.ADRS),
    SPEC("spec", Section.SPECS);

    /** What {@link #parse} takes, for request records. */
    public static final String FORM = "^(adr|spec)$";

    public static final String RULE = "must be adr or spec";

    private final String label;
    private final Section section;

    DocumentKind(String label, Section section) {
        this.label = label;
        this.section = section;
    }

    public static DocumentKind parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The kind that an id belongs to by its prefix. */
    public static Optional<DocumentKind> ofId(String id) {
        return Arrays.stream(values())
                .filter(kind -> id.startsWith(kind.section.prefix()))
                .findFirst();
    }

    /** As arguments, payloads and the registry's keys have it: {@code adr}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of one document in messages: {@code ADR}, {@code spec}. */
    public String label() {
        return label;
    }

    public Section section() {
        return section;
    }

    /** {@code adr:1000}. */
    public String id(int number) {
        return "%s%04d".formatted(section.prefix(), number);
    }

    /** The number in an id as {@link #id} writes it; empty for any other id. */
    Optional<Integer> number(String id) {
        String digits = id.substring(Math.min(id.length(), section.prefix().length()));
        return digits.matches("[0-9]{4,9}") && id.equals(id(Integer.parseInt(digits)))
                ? Optional.of(Integer.parseInt(digits))
                : Optional.empty();
    }

    /** {@code .ssot/adr/ADR-1000-slug.yaml}, below the folder that the registry names. */
    public String path(JsonNode paths, int number, String slug) {
        String folder = paths.path(text() + "_root").asText().replaceAll("^[/\\\\]+|[/\\\\]+$", "");
        String clean = List.of(folder.split("/")).stream()
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .collect(Collectors.joining("/"));
        String name = "%s-%04d-%s.yaml".formatted(name(), number, slug);
        return clean.isEmpty() ? name : clean + "/" + name;
    }
}
