package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A new document: its row and its file.
 *
 * @param number null for the next free one
 * @param reserveRange whose ranges the next free number is taken from; null for all that may be assigned
 * @param specKind null for the usual one of the origin
 * @param adrIds null for none; an architecture decision has none
 */
public record CreateDocument(
        DocumentKind kind,
        String title,
        String slug,
        String body,
        @Nullable Integer number,
        String status,
        @Nullable String note,
        String origin,
        @Nullable String reserveRange,
        @Nullable String specKind,
        @Nullable List<String> adrIds,
        Stamp stamp)
        implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        RepositoryKind repository = RepositoryKind.of(registry);
        Optional<String> problem = Checks.first(
                this::originProblem,
                () -> Checks.notBlank(title, kind, "title"),
                this::slugProblem,
                () -> DocumentLifecycle.creationProblem(status),
                () -> specKind == null ? Optional.empty() : DocumentRules.specKindProblem(specKind),
                this::linksProblem,
                () -> repository.originProblem(kind, origin));
        if (problem.isPresent()) {
            return new Result.Refused(problem.get());
        }
        return switch (number(Reservations.of(registry, kind), repository)) {
            case Reservations.Choice.None(String message) -> new Result.Refused(message);
            case Reservations.Choice.Number(int chosen) -> create(chosen, repository, registry, files);
        };
    }

    private Optional<String> originProblem() {
        return Vocabulary.ORIGINS.contains(origin)
                ? Optional.empty()
                : Optional.of("Unsupported origin '%s' for %s creation".formatted(origin, kind.label()));
    }

    private Optional<String> slugProblem() {
        return DocumentRules.SLUG.matcher(slug).matches()
                ? Optional.empty()
                : Optional.of("%s slug must match ^[a-z0-9]+(?:-[a-z0-9]+)*$".formatted(kind.label()));
    }

    private Optional<String> linksProblem() {
        return kind == DocumentKind.ADR && adrIds != null
                ? Optional.of("ADR does not support adr_ids")
                : Optional.empty();
    }

    private Reservations.Choice number(Reservations reservations, RepositoryKind repository) {
        if (number != null) {
            return reservations.take(number, repository.authorsPackages());
        }
        return repository.authorsPackages()
                ? new Reservations.Choice.None("%s %s creation for %s requires an explicit --number"
                        .formatted(repository.text(), kind.label(), origin))
                : reservations.next(reserveRange);
    }

    private Result create(int chosen, RepositoryKind repository, Registry registry, RepositoryFiles files) {
        DocumentEdit edit = new DocumentEdit(kind, registry, files, stamp);
        ObjectNode row = row(chosen, registry);
        Reservations reservations = Reservations.of(registry, kind);
        Optional<String> problem = Checks.first(
                () -> reservations.of(chosen).isPresent() ? Optional.empty() : Optional.of(reservations.notOne(chosen)),
                () -> repository.ownerProblem(
                        kind, chosen, origin, reservations.of(chosen).orElseThrow()),
                () -> Checks.notBlank(body, kind, "body"),
                () -> Stamp.noteProblem(note),
                () -> taken(row, edit, files),
                () -> {
                    stamp.note(row, note);
                    return edit.take(row, edit.files().write(row, body));
                });
        if (problem.isPresent()) {
            return new Result.Refused(problem.get());
        }
        edit.add(row);
        String id = kind.id(chosen);
        return edit.finish(id, "creating %s %s".formatted(kind.text(), id));
    }

    /** A row of the same number under another id, or a file of somebody else. */
    private Optional<String> taken(ObjectNode row, DocumentEdit edit, RepositoryFiles files) {
        String id = row.path("id").asText();
        if (edit.find(id).isPresent()) {
            return Optional.of("%s number already exists: %d"
                    .formatted(kind.label(), row.path("number").asInt()));
        }
        return files.exists(DocumentFiles.path(row))
                ? Optional.of(
                        "%s %s cannot be created: %s exists and belongs to no row. Move it away or choose another slug"
                                .formatted(kind.label(), id, DocumentFiles.path(row)))
                : Optional.empty();
    }

    private ObjectNode row(int chosen, Registry registry) {
        ObjectNode row = Json.object()
                .put("id", kind.id(chosen))
                .put("number", chosen)
                .put("slug", slug)
                .put("title", title)
                .put("path", kind.path(registry.document().path("paths"), chosen, slug))
                .put("origin", origin)
                .put("managed", false)
                .put("immutable", false)
                .put("status", status);
        row.putArray("supersedes");
        row.putArray("superseded_by");
        row.putArray("status_notes");
        if (kind == DocumentKind.SPEC) {
            String usual = origin.equals("repo-local") ? "local-policy" : "governance";
            row.put("kind", specKind == null ? usual : specKind);
            row.set("adr_ids", Json.MAPPER.valueToTree(adrIds == null ? List.of() : adrIds));
        }
        return row;
    }
}
