package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.ReferenceField;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who names a row: found when it is deleted, rewritten when it is renamed. */
final class References {

    /** Fields of {@code program} that name a row, by its section. */
    private static final Map<Section, String> PROGRAM =
            Map.of(Section.BOUNDARIES, "active_boundary_id", Section.RELEASES, "active_release_id");

    private References() {}

    /** The places that keep the row from being deleted, sorted: {@code boundaries.bnd:a.feature_ids}. */
    static Set<String> blocking(Registry registry, Section section, String id) {
        Set<String> places = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
        for (ReferenceField field : ReferenceField.to(section)) {
            if (field.reciprocal().isEmpty()) {
                for (Row row : registry.rows(field.section())) {
                    if (field.idsIn(row.json()).contains(id)) {
                        places.add("%s.%s.%s".formatted(field.section().key(), row.id(), field.path()));
                    }
                }
            }
        }
        String program = PROGRAM.get(section);
        if (program != null
                && registry.document().at("/program/" + program).asText().equals(id)) {
            places.add("program." + program);
        }
        return places;
    }

    /** Takes the id out of every list that has to name the row only because the row names its owner. */
    static void dropReciprocal(Draft draft, Section section, String id) {
        for (ReferenceField field : ReferenceField.to(section)) {
            if (field.reciprocal().isPresent()) {
                for (ObjectNode row : draft.rows(field.section())) {
                    if (IdLists.contains(row.path(field.field()), id)) {
                        ObjectNode copy =
                                draft.edit(field.section(), row.path("id").textValue());
                        IdLists.removeAll(IdLists.list(copy, field.field()), id);
                    }
                }
            }
        }
    }

    /** Every place that names the row by its old id gets the new one. */
    static void rename(Draft draft, Section section, String before, String after) {
        for (ReferenceField field : ReferenceField.to(section)) {
            for (ObjectNode row : draft.rows(field.section())) {
                if (field.idsIn(row).contains(before)) {
                    field.replaceIn(draft.edit(field.section(), row.path("id").textValue()), before, after);
                }
            }
        }
        String program = PROGRAM.get(section);
        if (program != null
                && draft.base().document().at("/program/" + program).asText().equals(before)) {
            draft.object("program").put(program, after);
        }
    }
}
