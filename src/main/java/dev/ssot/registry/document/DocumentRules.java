package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.PythonText;
import dev.ssot.registry.json.PythonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the content of a document's file must be, for itself and beside its row. */
public final class DocumentRules {

    static final Pattern SLUG = Pattern.compile("^[a-z0-9]+(?:-[a-z0-9]+)*$");

    private static final Pattern ID = Pattern.compile("^[a-z][a-z0-9-]*:[a-z0-9][a-z0-9._-]*$");
    private static final Pattern VERSION = Pattern.compile("^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)$");
    private static final int MAX_ID = 128;

    private static final List<String> REQUIRED =
            List.of("schema_version", "kind", "id", "number", "slug", "title", "status", "origin", "summary", "body");
    private static final List<String> AS_IN_ROW = List.of("id", "number", "slug", "title", "status", "origin");

    private DocumentRules() {}

    /** Says what is wrong with a value at a place, if anything. */
    @FunctionalInterface
    private interface Rule extends BiFunction<JsonNode, String, Optional<String>> {}

    private static final Rule PROSE = text(1, null, Integer.MAX_VALUE);
    private static final Rule IDS = list(text(0, ID, MAX_ID));
    private static final Rule WORDS = list(text(0, null, Integer.MAX_VALUE));

    private static final Map<String, Rule> FIELDS = Map.ofEntries(
            Map.entry("schema_version", text(0, VERSION, Integer.MAX_VALUE)),
            Map.entry("id", text(0, ID, MAX_ID)),
            Map.entry("number", DocumentRules::number),
            Map.entry("slug", text(0, SLUG, Integer.MAX_VALUE)),
            Map.entry("title", PROSE),
            Map.entry("status", oneOf(Vocabulary.DOCUMENT_STATUSES)),
            Map.entry("origin", oneOf(Vocabulary.ORIGINS)),
            Map.entry("decision_date", DocumentRules::textOrNull),
            Map.entry("tags", WORDS),
            Map.entry("summary", PROSE),
            Map.entry("supersedes", IDS),
            Map.entry("superseded_by", IDS),
            Map.entry("status_notes", list(type("object", JsonNode::isObject))),
            Map.entry("references", WORDS),
            Map.entry("body", PROSE));

    private static final Map<String, Rule> SPEC_FIELDS =
            Map.of("spec_kind", oneOf(Vocabulary.SPEC_KINDS), "adr_ids", IDS);

    /** The first thing that is wrong with the payload for itself. */
    public static Optional<String> problem(DocumentKind kind, ObjectNode payload) {
        List<String> missing = new ArrayList<>(REQUIRED);
        if (kind == DocumentKind.SPEC) {
            missing.addAll(List.of("spec_kind", "adr_ids"));
        }
        missing.removeIf(payload::has);
        if (!missing.isEmpty()) {
            return Optional.of("$ is missing required field(s): " + String.join(", ", missing));
        }
        return payload.properties().stream()
                .map(field -> rule(kind, field.getKey()).apply(field.getValue(), "$." + field.getKey()))
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> blank(payload));
    }

    /** As {@link #problem(DocumentKind, ObjectNode)}, and then where it says something else than the row. */
    public static Optional<String> problem(DocumentKind kind, ObjectNode payload, ObjectNode row) {
        return problem(kind, payload)
                .or(() -> Stream.concat(
                                AS_IN_ROW.stream().map(field -> differing(payload, field, row.path(field))),
                                kind == DocumentKind.ADR
                                        ? Stream.<Optional<String>>empty()
                                        : Stream.of(
                                                differing(payload, "spec_kind", row.path("kind")),
                                                differing(payload, "adr_ids", row.path("adr_ids"))))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    static Optional<String> specKindProblem(String kind) {
        return Vocabulary.SPEC_KINDS.contains(kind)
                ? Optional.empty()
                : Optional.of("Spec kind must be one of " + PythonText.repr(new TreeSet<>(Vocabulary.SPEC_KINDS)));
    }

    private static Rule rule(DocumentKind kind, String field) {
        if (field.equals("kind")) {
            return (value, at) -> value.asText().equals(kind.text()) && value.isTextual()
                    ? Optional.empty()
                    : Optional.of("%s must equal %s".formatted(at, PythonText.repr(kind.text())));
        }
        Rule rule = FIELDS.get(field);
        return rule == null && kind == DocumentKind.SPEC && SPEC_FIELDS.containsKey(field)
                ? SPEC_FIELDS.get(field)
                : rule == null ? (_, _) -> Optional.empty() : rule;
    }

    private static Optional<String> blank(ObjectNode payload) {
        return Stream.of("title", "summary", "body")
                .filter(field -> Lines.isBlank(payload.path(field).asText()))
                .map("Document %s must be a non-empty string"::formatted)
                .findFirst();
    }

    private static Optional<String> differing(ObjectNode payload, String field, JsonNode expected) {
        return payload.path(field).equals(expected)
                ? Optional.empty()
                : Optional.of("Document field %s does not match registry row: expected %s"
                        .formatted(field, PythonValue.repr(expected)));
    }

    private static Rule type(String name, Predicate<JsonNode> is) {
        return (value, at) ->
                is.test(value) ? Optional.empty() : Optional.of("%s must be of type ['%s']".formatted(at, name));
    }

    private static Rule text(int atLeast, @Nullable Pattern pattern, int atMost) {
        return (value, at) -> type("string", JsonNode::isTextual)
                .apply(value, at)
                .or(() -> {
                    int length = value.asText().codePointCount(0, value.asText().length());
                    if (length < atLeast) {
                        return Optional.of("%s must have length >= %d".formatted(at, atLeast));
                    }
                    if (length > atMost) {
                        return Optional.of("%s must have length <= %d".formatted(at, atMost));
                    }
                    return pattern == null || pattern.matcher(value.asText()).find()
                            ? Optional.empty()
                            : Optional.of("%s must match pattern %s".formatted(at, PythonText.repr(pattern.pattern())));
                });
    }

    private static Rule list(Rule element) {
        return (value, at) -> {
            Optional<String> problem = type("array", JsonNode::isArray).apply(value, at);
            for (int i = 0; problem.isEmpty() && i < value.size(); i++) {
                problem = element.apply(value.get(i), "%s[%d]".formatted(at, i));
            }
            return problem;
        };
    }

    private static Rule oneOf(List<String> values) {
        return (value, at) -> value.isTextual() && values.contains(value.textValue())
                ? Optional.empty()
                : Optional.of("%s must be one of %s".formatted(at, PythonText.repr(values)));
    }

    private static Optional<String> number(JsonNode value, String at) {
        if (!value.isIntegralNumber()) {
            return Optional.of(at + " must be of type ['integer']");
        }
        return value.bigIntegerValue().signum() > 0 ? Optional.empty() : Optional.of(at + " must be >= 1");
    }

    private static Optional<String> textOrNull(JsonNode value, String at) {
        return value.isTextual() || value.isNull()
                ? Optional.empty()
                : Optional.of(at + " must be of type ['string', 'null']");
    }
}
