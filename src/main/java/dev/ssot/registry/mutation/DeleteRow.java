package dev.ssot.registry.mutation;

import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import java.util.Set;

/** Takes a row out, unless something names it that is not a mere return of its own links. */
public record DeleteRow(Section section, String id) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        if (registry.find(section, id).isEmpty()) {
            return new Result.Unknown("Unknown %s id: %s".formatted(section.label(), id));
        }
        Set<String> places = References.blocking(registry, section, id);
        if (!places.isEmpty()) {
            return new Result.Refused("Cannot delete %s %s; it is still referenced by: %s"
                    .formatted(section.label(), id, String.join(", ", places)));
        }
        Draft draft = new Draft(registry);
        References.dropReciprocal(draft, section, id);
        draft.remove(section, id);
        return GuardedChange.of(
                draft,
                files,
                new IfInvalid.After("deleting %s %s".formatted(section.label(), id)),
                Json.object().put("section", section.key()).put("deleted_id", id));
    }
}
