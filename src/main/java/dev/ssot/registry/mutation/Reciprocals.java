package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.ReferenceField;
import dev.ssot.registry.Section;
import java.util.List;

/** Keeps both sides of the links that stand on both sides. Targets that do not exist are left to validation. */
final class Reciprocals {

    private Reciprocals() {}

    /** Every row that the row names, names it in return. */
    static void add(Draft draft, Section section, ObjectNode row) {
        String id = row.path("id").textValue();
        for (ReferenceField field : ReferenceField.of(section)) {
            field.idsIn(row).forEach(target -> add(draft, field, id, target));
        }
    }

    /** The target of the link names the row in return. */
    static void add(Draft draft, ReferenceField field, String id, String target) {
        field.reciprocal()
                .ifPresent(other -> draft.find(other.section(), target).ifPresent(standing -> {
                    if (!IdLists.contains(standing.path(other.field()), id)) {
                        ObjectNode row = draft.edit(other.section(), target);
                        IdLists.list(row, other.field()).add(id);
                        IdLists.dedupe(row, other.field());
                    }
                }));
    }

    /** The target of the link does not name the row any more. */
    static void remove(Draft draft, ReferenceField field, String id, String target) {
        field.reciprocal()
                .ifPresent(other -> draft.find(other.section(), target).ifPresent(standing -> {
                    if (!standing.path(other.field()).isArray() || IdLists.contains(standing.path(other.field()), id)) {
                        IdLists.removeAll(IdLists.list(draft.edit(other.section(), target), other.field()), id);
                    }
                }));
    }

    /** After the row's own lists were replaced: its targets name it, those that are no longer named do not. */
    static void follow(Draft draft, Section section, ObjectNode before, ObjectNode row) {
        String id = row.path("id").textValue();
        for (ReferenceField field : ReferenceField.of(section)) {
            List<String> targets = field.idsIn(row);
            field.idsIn(before).stream()
                    .filter(target -> !targets.contains(target))
                    .forEach(target -> remove(draft, field, id, target));
            if (!targets.equals(field.idsIn(before))) {
                targets.forEach(target -> add(draft, field, id, target));
            }
        }
    }
}
