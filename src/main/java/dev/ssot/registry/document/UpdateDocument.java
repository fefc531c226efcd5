package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.PythonText;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document with another title, body, status or set of links; what is null stays as it is. */
public record UpdateDocument(
        DocumentKind kind,
        String id,
        @Nullable String title,
        @Nullable String body,
        @Nullable String status,
        @Nullable String note,
        @Nullable String specKind,
        @Nullable List<String> adrIds,
        Stamp stamp)
        implements RegistryMutation {

    /** Only the status changes. */
    public static UpdateDocument ofStatus(
            DocumentKind kind, String id, String status, @Nullable String note, Stamp stamp) {
        return new UpdateDocument(kind, id, null, null, status, note, null, null, stamp);
    }

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        DocumentEdit edit = new DocumentEdit(kind, registry, files, stamp);
        ObjectNode standing = edit.find(id).orElse(null);
        if (standing == null) {
            return Checks.unknown(kind, id);
        }
        Optional<String> problem = Checks.first(
                () -> DocumentLifecycle.immutabilityProblem(standing, kind.label()),
                () -> title == null ? Optional.empty() : Checks.notBlank(title, kind, "title"),
                this::statusProblem,
                () -> kind == DocumentKind.ADR || specKind == null
                        ? Optional.empty()
                        : DocumentRules.specKindProblem(specKind),
                this::linksProblem,
                () -> status == null
                        ? Optional.empty()
                        : DocumentLifecycle.transitionProblem(DocumentLifecycle.statusOf(standing), status),
                () -> Stamp.noteProblem(note),
                () -> body == null ? Optional.empty() : Checks.notBlank(body, kind, "body"),
                () -> change(edit));
        return problem.<Result>map(Result.Refused::new)
                .orElseGet(() -> edit.finish(id, "updating %s %s".formatted(kind.text(), id)));
    }

    private Optional<String> statusProblem() {
        return status == null || Vocabulary.DOCUMENT_STATUSES.contains(status)
                ? Optional.empty()
                : Optional.of("%s status must be one of %s"
                        .formatted(kind.label(), PythonText.repr(Vocabulary.DOCUMENT_STATUSES)));
    }

    private Optional<String> linksProblem() {
        return kind == DocumentKind.ADR && adrIds != null
                ? Optional.of("ADR does not support adr_ids")
                : Optional.empty();
    }

    private Optional<String> change(DocumentEdit edit) {
        ObjectNode row = edit.edit(id);
        if (title != null) {
            row.put("title", title);
        }
        if (status != null) {
            row.put("status", status);
        }
        stamp.note(row, note);
        if (kind == DocumentKind.SPEC && specKind != null) {
            row.put("kind", specKind);
        }
        if (adrIds != null) {
            row.set("adr_ids", Json.MAPPER.valueToTree(adrIds));
        }
        DocumentFiles files = edit.files();
        return edit.take(row, body == null ? files.rewrite(row) : files.write(row, body));
    }
}
