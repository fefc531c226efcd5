package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.mutation.RegistryMutation.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document as a caller states it: fields of its row, its body, and a note for its status. A whole row may be sent back
 * with other values where documents change; where they do not, it has to say what the row says.
 *
 * @param fields null as a value is as good as no field
 */
public record StatedDocument(DocumentKind kind, ObjectNode fields, Stamp stamp) {

    private static final List<String> TEXTS =
            List.of("title", "slug", "body", "status", "note", "origin", "kind", "spec_kind");

    /** What an update takes over; the kind is one of specifications alone. */
    private static final Set<String> CHANGEABLE = Set.of("title", "body", "status", "note", "adr_ids");

    private static final Set<String> KIND = Set.of("kind", "spec_kind");

    private static final String AS_CREATED =
            "it stays as it was created; create another document and let it supersede this one (document.supersede)";

    private static final String KEPT = "it is kept by this program";

    /** What to do about a field that cannot be changed. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("id", AS_CREATED),
            Map.entry("number", AS_CREATED),
            Map.entry("slug", AS_CREATED),
            Map.entry("path", AS_CREATED),
            Map.entry("origin", AS_CREATED),
            Map.entry("supersedes", "call document.supersede"),
            Map.entry("superseded_by", "call document.supersede"),
            Map.entry("status_notes", "send note, which is appended to them"),
            Map.entry("content_sha256", "send body, or call registry.repair_doc_hashes for a file edited by hand"),
            Map.entry("package_version", KEPT),
            Map.entry("managed", KEPT),
            Map.entry("immutable", KEPT),
            Map.entry("kind", "only specifications have a kind"),
            Map.entry("spec_kind", "only specifications have a kind"));

    /** Writes the document under the number in its id. */
    public Result create(Registry registry, RepositoryFiles files) {
        String id = Objects.requireNonNullElse(Row.text(fields, "id"), "");
        Optional<Integer> number = kind.number(id);
        if (number.isEmpty()) {
            return new Result.Refused("%s id must be %s and its number, such as %s: %s"
                    .formatted(kind.label(), kind.section().prefix(), kind.id(1000), id));
        }
        Optional<String> problem = formProblem();
        if (problem.isPresent()) {
            return new Result.Refused(problem.get());
        }
        Result result = creation(number.get()).apply(registry, files);
        return result instanceof Result.Changed changed
                ? differing((ObjectNode) changed.answer().path("document"), Set.of("body", "note", "adr_ids"))
                        .<Result>map(Result.Refused::new)
                        .orElse(result)
                : result;
    }

    /** Changes the document that stands under that id. */
    public Result update(String id, Registry registry, RepositoryFiles files) {
        Optional<Row> standing = registry.find(kind.section(), id);
        if (standing.isEmpty()) {
            return Checks.unknown(kind, id);
        }
        Optional<String> problem =
                formProblem().or(() -> differing(standing.get().json(), CHANGEABLE));
        return problem.<Result>map(Result.Refused::new)
                .orElseGet(() -> update(id).apply(registry, files));
    }

    private CreateDocument creation(int number) {
        return new CreateDocument(
                kind,
                text("title", ""),
                text("slug", ""),
                text("body", ""),
                number,
                text("status", "draft"),
                Row.text(fields, "note"),
                text("origin", "repo-local"),
                null,
                specKind(),
                adrIds(),
                stamp);
    }

    private UpdateDocument update(String id) {
        return new UpdateDocument(
                kind,
                id,
                Row.text(fields, "title"),
                Row.text(fields, "body"),
                Row.text(fields, "status"),
                Row.text(fields, "note"),
                specKind(),
                adrIds(),
                stamp);
    }

    private String text(String field, String usual) {
        return Objects.requireNonNullElse(Row.text(fields, field), usual);
    }

    private @Nullable String specKind() {
        String stated = Row.text(fields, "spec_kind");
        return stated == null ? Row.text(fields, "kind") : stated;
    }

    private @Nullable List<String> adrIds() {
        return fields.hasNonNull("adr_ids")
                ? fields.path("adr_ids")
                        .valueStream()
                        .map(JsonNode::textValue)
                        .distinct()
                        .toList()
                : null;
    }

    private Optional<String> formProblem() {
        for (String field : TEXTS) {
            if (fields.hasNonNull(field) && !fields.path(field).isTextual()) {
                return Optional.of("%s %s must be a string".formatted(kind.label(), field));
            }
        }
        JsonNode adrIds = fields.path("adr_ids");
        if (fields.hasNonNull("adr_ids")
                && !(adrIds.isArray() && adrIds.valueStream().allMatch(JsonNode::isTextual))) {
            return Optional.of("%s adr_ids must be a list of strings".formatted(kind.label()));
        }
        String kindOfRow = Row.text(fields, "kind");
        String specKind = specKind();
        return kindOfRow != null && !kindOfRow.equals(specKind)
                ? Optional.of("spec kind and spec_kind differ: %s, %s".formatted(kindOfRow, specKind))
                : Optional.empty();
    }

    /** The first field outside of those that says something else than the row. */
    private Optional<String> differing(ObjectNode row, Set<String> free) {
        return fields.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .filter(field -> !free.contains(field.getKey()))
                .filter(field -> kind == DocumentKind.ADR || !KIND.contains(field.getKey()))
                .filter(field -> !equal(field.getValue(), row.path(field.getKey())))
                .map(field -> "%s %s: %s cannot be set to another value: %s"
                        .formatted(
                                kind.label(),
                                row.path("id").asText(),
                                field.getKey(),
                                INSTEAD.getOrDefault(field.getKey(), "documents have no such field")))
                .findFirst();
    }

    /** By what would be written: trees of different readers have different kinds of numbers. */
    private static boolean equal(JsonNode stated, JsonNode standing) {
        return !standing.isMissingNode() && Arrays.equals(CanonicalJson.write(stated), CanonicalJson.write(standing));
    }
}
