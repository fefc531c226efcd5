package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.ReferenceField;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.ProvedStatus;
import dev.ssot.registry.json.Json;
import java.util.Optional;

/** Appends a row to its section, with its defaults, and links the rows that it names back to it. */
public record CreateRow(Section section, ObjectNode entity) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        Optional<String> refusal = refusal(registry);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        ObjectNode row = completed(registry);
        Optional<String> unproved = ProvedStatus.refusal(section, null, row, files);
        if (unproved.isPresent()) {
            return new Result.Refused(unproved.get());
        }
        Draft draft = new Draft(registry);
        draft.add(section, row);
        Reciprocals.add(draft, section, row);
        ObjectNode answer = Json.object().put("section", section.key());
        answer.set("entity", row);
        return GuardedChange.of(
                draft,
                files,
                new IfInvalid.After("creating %s %s"
                        .formatted(section.label(), row.path("id").textValue())),
                answer);
    }

    /** Why no such row can be created, if so. */
    Optional<String> refusal(Registry registry) {
        String id = Row.text(entity, "id");
        if (id == null) {
            return Optional.of("%s row must include a string id".formatted(section.label()));
        }
        if (registry.find(section, id).isPresent()) {
            return Optional.of("%s already exists: %s".formatted(section.title(), id));
        }
        return OriginRules.refusal(registry, section, completed(registry), null);
    }

    /** A copy of the row with its defaults, naming nothing twice. */
    ObjectNode completed(Registry registry) {
        ObjectNode row = entity.deepCopy();
        OriginRules.complete(registry, section, row);
        if (section == Section.CLAIMS && !row.has("depends_on_claim_ids")) {
            row.putArray("depends_on_claim_ids");
        }
        IdLists.normaliseParents(section, row);
        ReferenceField.of(section).stream()
                .filter(ReferenceField::linkable)
                .forEach(field -> IdLists.dedupe(row, field.field()));
        return row;
    }
}
