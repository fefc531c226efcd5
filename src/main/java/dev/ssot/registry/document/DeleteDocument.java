package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.List;
import java.util.Optional;

/** A document that is no longer there, neither its row nor its file. */
public record DeleteDocument(DocumentKind kind, String id) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        Draft draft = new Draft(registry);
        ObjectNode row = draft.find(kind.section(), id).orElse(null);
        if (row == null) {
            return Checks.unknown(kind, id);
        }
        int number = row.path("number").asInt();
        Reservations reservations = Reservations.of(registry, kind);
        Optional<Reservations.Range> range = reservations.of(number);
        if (range.isEmpty()) {
            return new Result.Refused(reservations.notOne(number));
        }
        if (row.path("immutable").asBoolean() || !range.get().isDeletable()) {
            return new Result.Refused("%s %s is immutable and cannot be deleted".formatted(kind.label(), id));
        }
        Optional<String> outside = new DocumentFiles(kind, files).outside(row);
        if (outside.isPresent()) {
            return new Result.Refused(outside.get());
        }
        draft.remove(kind.section(), id);
        return new Result.Changed(
                draft.finish(),
                new IfInvalid.After("deleting %s %s".formatted(kind.text(), id)),
                Json.object().put("section", kind.section().key()).put("deleted_id", id),
                List.of(new FileChange.Delete(DocumentFiles.path(row))));
    }
}
