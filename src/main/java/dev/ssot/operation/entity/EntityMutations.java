package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.registry.mutation.CreateRow;
import dev.ssot.registry.mutation.DeleteRow;
import dev.ssot.registry.mutation.LinkRow;
import dev.ssot.registry.mutation.RegistryMutation;
import dev.ssot.registry.mutation.UpdateRow;
import dev.ssot.registry.mutation.UpsertRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The mutations behind the operations on entities, by the kind of section. */
sealed interface EntityMutations {

    RegistryMutation upsert(String id, ObjectNode entity);

    RegistryMutation create(ObjectNode entity);

    RegistryMutation update(String id, ObjectNode changes);

    RegistryMutation delete(String id);

    RegistryMutation link(LinkRow.Way way, String id, Map<String, List<String>> links);

    /** Empty for documents, whose files have to change along. */
    static Optional<EntityMutations> of(Section section) {
        return switch (section) {
            case ADRS, SPECS -> Optional.empty();
            case FEATURES, PROFILES, TESTS, CLAIMS, EVIDENCE, ISSUES, RISKS, BOUNDARIES, RELEASES ->
                Optional.of(new OfRows(section));
        };
    }

    /** Rows that stand in the registry alone. */
    record OfRows(Section section) implements EntityMutations {

        @Override
        public RegistryMutation upsert(String id, ObjectNode entity) {
            return new UpsertRow(section, id, entity);
        }

        @Override
        public RegistryMutation create(ObjectNode entity) {
            return new CreateRow(section, entity);
        }

        @Override
        public RegistryMutation update(String id, ObjectNode changes) {
            return new UpdateRow(section, id, changes);
        }

        @Override
        public RegistryMutation delete(String id) {
            return new DeleteRow(section, id);
        }

        @Override
        public RegistryMutation link(LinkRow.Way way, String id, Map<String, List<String>> links) {
            return new LinkRow(way, section, id, links);
        }
    }
}
