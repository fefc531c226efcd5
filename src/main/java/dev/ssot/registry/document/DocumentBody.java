package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The prose of a document. Old files hold it as {@code sections} instead of one {@code body}. */
final class DocumentBody {

    static final String MISSING = "Document body must be a non-empty string";

    private static final Pattern LIST_ITEM =
            Pattern.compile("^(?:[-*]|\\d+\\.)\\s+.*", Pattern.UNICODE_CHARACTER_CLASS | Pattern.DOTALL);

    private DocumentBody() {}

    /** The body of the payload without white space around it; empty when there is none. */
    static Optional<String> of(DocumentKind kind, ObjectNode payload) {
        String body = Row.text(payload, "body");
        if (body != null && !Lines.isBlank(body)) {
            return Optional.of(Lines.strip(body));
        }
        return Optional.of(fromSections(kind, payload.path("sections"))).filter(text -> !text.isEmpty());
    }

    /** The first line that is not blank, a heading or an item of a list; else what is given. */
    static String summary(String body, String otherwise) {
        return Lines.of(body).stream()
                .map(Lines::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .filter(line -> !LIST_ITEM.matcher(line).matches())
                .findFirst()
                .orElse(otherwise);
    }

    private static String fromSections(DocumentKind kind, JsonNode sections) {
        Map<String, String> texts = new LinkedHashMap<>();
        sections.properties().forEach(section -> {
            String text = paragraphs(section.getValue());
            if (!section.getKey().equals("consequences") && !text.isEmpty()) {
                texts.put(section.getKey(), text);
            }
        });
        String usual = kind == DocumentKind.ADR ? "decision" : "content";
        if (texts.size() == 1 && texts.containsKey(usual)) {
            return texts.get(usual);
        }
        return texts.entrySet().stream()
                .map(section -> "## %s\n\n%s".formatted(heading(section.getKey()), section.getValue()))
                .collect(Collectors.joining("\n\n"));
    }

    private static String paragraphs(JsonNode values) {
        List<String> paragraphs = new ArrayList<>();
        if (values.isArray()) {
            values.forEach(value -> {
                if (value.isTextual() && !Lines.isBlank(value.textValue())) {
                    paragraphs.add(Lines.strip(value.textValue()));
                }
            });
        }
        return String.join("\n\n", paragraphs);
    }

    /** {@code open_questions} as {@code Open Questions}. */
    private static String heading(String key) {
        StringBuilder heading = new StringBuilder();
        boolean starts = true;
        for (char c : key.replace('_', ' ').toCharArray()) {
            heading.append(starts ? Character.toTitleCase(c) : Character.toLowerCase(c));
            starts = !Character.isLetter(c);
        }
        return heading.toString();
    }
}
