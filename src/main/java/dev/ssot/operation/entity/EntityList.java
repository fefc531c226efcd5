package dev.ssot.operation.entity;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.CanonicalJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code registry.entity.list}: the rows of a section, by ids or origin, page by page. */
public final class EntityList implements UseCase<EntityListRequest, EntityListResult> {

    private static final Set<Section> WITH_ORIGIN =
            EnumSet.of(Section.FEATURES, Section.TESTS, Section.CLAIMS, Section.EVIDENCE, Section.ADRS, Section.SPECS);
    private static final List<String> ORIGINS = Vocabulary.byName(Vocabulary.ORIGINS);

    @Override
    public Reply<EntityListResult> run(EntityListRequest request, Context context) {
        return Sections.named(request.section(), section -> {
            if (request.origin() != null && !WITH_ORIGIN.contains(section)) {
                return Reply.refused(
                        ErrorCode.INVALID_ARGUMENTS,
                        "Origin filtering is not supported for %s rows".formatted(section.label()),
                        "Leave origin out.");
            }
            if (request.origin() != null && !ORIGINS.contains(request.origin())) {
                return Reply.refused(
                        ErrorCode.INVALID_ARGUMENTS,
                        "origin must be one of " + String.join(", ", ORIGINS),
                        "Leave origin out for rows of every origin.");
            }
            return context.withRegistry(registry -> list(request, section, registry));
        });
    }

    private static Reply<EntityListResult> list(EntityListRequest request, Section section, Registry registry) {
        List<Row> rows = new ArrayList<>(registry.rows(section));
        if (request.ids() != null) {
            List<String> unknown = request.ids().stream()
                    .filter(id -> registry.find(section, id).isEmpty())
                    .distinct()
                    .sorted(CanonicalJson.CODE_POINT_ORDER)
                    .toList();
            if (!unknown.isEmpty()) {
                return Reply.refused(
                        ErrorCode.NOT_FOUND,
                        "Unknown %s ids: %s".formatted(section.label(), String.join(", ", unknown)),
                        "Find the ids with registry_entity_search.");
            }
            rows = new ArrayList<>(registry.findAll(section, Set.copyOf(request.ids())));
        }
        if (request.origin() != null) {
            rows.removeIf(row -> !row.hasText("origin", request.origin()));
        }
        rows.sort(Comparator.comparing(Row::id, CanonicalJson.CODE_POINT_ORDER));
        return Reply.answer(new EntityListResult(
                true,
                section.key(),
                rows.size(),
                request.offset(),
                request.limit(),
                rows.stream()
                        .skip(request.offset())
                        .limit(request.limit())
                        .map(Row::json)
                        .toList(),
                registry.contentHash()));
    }
}
