package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A specification that names other architecture decisions than before. */
public record LinkSpec(String id, List<String> adrIds, Way way, Stamp stamp) implements RegistryMutation {

    /** Whether links come or go. */
    public enum Way {
        LINKING,
        UNLINKING;

        private String text() {
            return this == LINKING ? "linking" : "unlinking";
        }
    }

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        DocumentEdit edit = new DocumentEdit(DocumentKind.SPEC, registry, files, stamp);
        ObjectNode standing = edit.find(id).orElse(null);
        if (standing == null) {
            return Checks.unknown(DocumentKind.SPEC, id);
        }
        Optional<String> problem =
                Checks.first(() -> DocumentLifecycle.immutabilityProblem(standing, "spec"), () -> change(edit));
        return problem.<Result>map(Result.Refused::new)
                .orElseGet(() -> edit.finish(id, "%s spec %s".formatted(way.text(), id)));
    }

    private Optional<String> change(DocumentEdit edit) {
        ObjectNode row = edit.edit(id);
        Set<String> linked = new LinkedHashSet<>(Row.texts(row, "adr_ids"));
        if (way == Way.LINKING) {
            linked.addAll(adrIds);
        } else {
            adrIds.forEach(linked::remove);
        }
        row.set("adr_ids", Json.MAPPER.valueToTree(linked));
        return edit.take(row, edit.files().rewrite(row));
    }
}
