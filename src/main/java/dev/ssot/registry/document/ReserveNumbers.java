package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation;

/** A range of numbers that belongs to a name from now on. */
public record ReserveNumbers(DocumentKind kind, String name, int start, int end) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        Draft draft = new Draft(registry);
        if (!(draft.object(Reservations.KEY).get(kind.text()) instanceof ArrayNode ranges)) {
            return new Result.Refused("%s.%s must be a list".formatted(Reservations.KEY, kind.text()));
        }
        ObjectNode range = Reservations.repositoryRange(name, start, end);
        ranges.add(range);
        ObjectNode answer = Json.object().put("kind", kind.text());
        answer.set("reservation", range);
        return new Result.Changed(
                draft.finish(), new IfInvalid.After("creating %s reservation %s".formatted(kind.text(), name)), answer);
    }
}
