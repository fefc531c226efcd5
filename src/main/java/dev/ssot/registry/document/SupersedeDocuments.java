package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document that takes the place of others: it becomes accepted, they become superseded, and each names the other. The
 * table of {@link DocumentLifecycle} holds for both sides.
 */
public record SupersedeDocuments(
        DocumentKind kind,
        String id,
        List<String> supersedes,
        @Nullable String note,
        Stamp stamp) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        DocumentEdit edit = new DocumentEdit(kind, registry, files, stamp);
        ObjectNode source = edit.find(id).orElse(null);
        if (source == null) {
            return Checks.unknown(kind, id);
        }
        Set<String> targets = new LinkedHashSet<>(supersedes);
        Optional<String> problem = Checks.first(
                () -> DocumentLifecycle.immutabilityProblem(source, kind.label()),
                () -> targets.isEmpty() ? Optional.of("At least one superseded id is required") : Optional.empty(),
                () -> targets.stream()
                        .map(target -> targetProblem(target, edit))
                        .flatMap(Optional::stream)
                        .findFirst(),
                () -> transitionProblem(source, "accepted"),
                () -> Stamp.noteProblem(note),
                () -> change(edit, targets));
        return problem.<Result>map(Result.Refused::new)
                .orElseGet(() -> edit.finish(id, "superseding %s %s".formatted(kind.text(), id)));
    }

    private Optional<String> targetProblem(String targetId, DocumentEdit edit) {
        ObjectNode target = edit.find(targetId).orElse(null);
        if (target == null) {
            return Optional.of("Unknown %s id in --supersedes: %s".formatted(kind.label(), targetId));
        }
        if (targetId.equals(id)) {
            return Optional.of("A document cannot supersede itself");
        }
        return Checks.first(
                () -> DocumentLifecycle.immutabilityProblem(target, kind.label()),
                () -> supersededBy(targetId, edit).contains(id)
                        ? Optional.of("Supersession would create a cycle between %s and %s".formatted(id, targetId))
                        : Optional.empty(),
                () -> transitionProblem(target, "superseded"));
    }

    private static Optional<String> transitionProblem(ObjectNode row, String to) {
        return DocumentLifecycle.transitionProblem(DocumentLifecycle.statusOf(row), to)
                .map(problem -> "%s: %s".formatted(problem, row.path("id").asText()));
    }

    /** Everything that the document supersedes, itself included, over any number of steps. */
    private static Set<String> supersededBy(String start, DocumentEdit edit) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (seen.add(next)) {
                edit.find(next).ifPresent(row -> Row.texts(row, "supersedes").forEach(open::push));
            }
        }
        return seen;
    }

    private Optional<String> change(DocumentEdit edit, Set<String> targets) {
        ObjectNode source = edit.edit(id);
        source.put("status", "accepted");
        for (String targetId : targets) {
            ObjectNode target = edit.edit(targetId);
            target.put("status", "superseded");
            link(source, "supersedes", targetId);
            link(target, "superseded_by", id);
            stamp.note(target, note);
        }
        stamp.note(source, note);
        List<String> changed = new ArrayList<>(List.of(id));
        changed.addAll(targets);
        return changed.stream()
                .map(edit::edit)
                .map(row -> edit.take(row, edit.files().rewrite(row)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static void link(ObjectNode row, String field, String other) {
        if (!Row.texts(row, field).contains(other)) {
            row.withArray(field).add(other);
        }
    }
}
