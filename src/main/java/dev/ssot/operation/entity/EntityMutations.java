package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.document.DeleteDocument;
import dev.ssot.registry.document.DocumentKind;
import dev.ssot.registry.document.LinkSpec;
import dev.ssot.registry.document.Stamp;
import dev.ssot.registry.document.StatedDocument;
import dev.ssot.registry.mutation.CreateRow;
import dev.ssot.registry.mutation.DeleteRow;
import dev.ssot.registry.mutation.LinkRow;
import dev.ssot.registry.mutation.RegistryMutation;
import dev.ssot.registry.mutation.RegistryMutation.Result;
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

    /** @param stamp for what a document says of its change */
    static EntityMutations of(Section section, Stamp stamp) {
        return switch (section) {
            case ADRS -> new OfDocuments(DocumentKind.ADR, stamp);
            case SPECS -> new OfDocuments(DocumentKind.SPEC, stamp);
            case FEATURES, PROFILES, TESTS, CLAIMS, EVIDENCE, ISSUES, RISKS, BOUNDARIES, RELEASES ->
                new OfRows(section);
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

    /** Rows whose files change along. */
    record OfDocuments(DocumentKind kind, Stamp stamp) implements EntityMutations {

        @Override
        public RegistryMutation upsert(String id, ObjectNode entity) {
            return (registry, files) -> {
                Optional<Row> standing = registry.find(kind.section(), id);
                Result result = (standing.isEmpty() ? create(entity) : update(id, entity)).apply(registry, files);
                if (standing.isPresent() && result instanceof Result.Changed changed) {
                    changed.answer().set("previous_entity", standing.get().json());
                }
                return result;
            };
        }

        @Override
        public RegistryMutation create(ObjectNode entity) {
            return asEntity(new StatedDocument(kind, entity, stamp)::create);
        }

        @Override
        public RegistryMutation update(String id, ObjectNode changes) {
            StatedDocument stated = new StatedDocument(kind, changes, stamp);
            return asEntity((registry, files) -> stated.update(id, registry, files));
        }

        @Override
        public RegistryMutation delete(String id) {
            return new DeleteDocument(kind, id);
        }

        @Override
        public RegistryMutation link(LinkRow.Way way, String id, Map<String, List<String>> links) {
            for (String field : links.keySet()) {
                if (kind == DocumentKind.ADR || !field.equals("adr_ids")) {
                    String message = "Field %s is not linkable for %s".formatted(field, kind.label());
                    return (_, _) -> new Result.Refused(message);
                }
            }
            LinkSpec.Way documents = way == LinkRow.Way.LINK ? LinkSpec.Way.LINKING : LinkSpec.Way.UNLINKING;
            return asEntity(new LinkSpec(id, links.getOrDefault("adr_ids", List.of()), documents, stamp));
        }

        /** The change with the answer that these operations give. */
        private static RegistryMutation asEntity(RegistryMutation mutation) {
            return (registry, files) -> {
                Result result = mutation.apply(registry, files);
                if (result instanceof Result.Changed changed) {
                    changed.answer().set("entity", changed.answer().remove("document"));
                }
                return result;
            };
        }
    }
}
