package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * {@code registry.entity.search}: rows whose values hold the query, in any case of letters. A match in the id or the
 * title weighs more than one in the text, and that more than one in a link.
 */
public final class EntitySearch implements UseCase<EntitySearchRequest, EntitySearchResult> {

    private static final List<String> TEXTS = List.of("description", "body", "path", "slug", "summary", "note");

    @Override
    public Reply<EntitySearchResult> run(EntitySearchRequest request, Context context) {
        String wanted = request.query().strip().toLowerCase(Locale.ROOT);
        return Sections.named(
                request.section(),
                section -> context.withRegistry(registry -> {
                    List<Row> found = registry.rows(section).stream()
                            .map(row -> new Hit(row, weight(row, wanted)))
                            .filter(hit -> hit.weight() > 0)
                            .sorted(Comparator.comparingInt(Hit::weight)
                                    .reversed()
                                    .thenComparing(hit -> hit.row().id()))
                            .map(Hit::row)
                            .toList();
                    return Reply.answer(new EntitySearchResult(
                            true,
                            section.key(),
                            request.query(),
                            found.size(),
                            request.offset(),
                            request.limit(),
                            found.stream()
                                    .skip(request.offset())
                                    .limit(request.limit())
                                    .map(Row::json)
                                    .toList()));
                }));
    }

    private record Hit(Row row, int weight) {}

    private static int weight(Row row, String wanted) {
        if (row.id().toLowerCase(Locale.ROOT).contains(wanted)) {
            return 4;
        }
        if (holds(row.json().path("title"), wanted)) {
            return 3;
        }
        if (TEXTS.stream().anyMatch(field -> holds(row.json().path(field), wanted))) {
            return 2;
        }
        return holds(row.json(), wanted) ? 1 : 0;
    }

    private static boolean holds(JsonNode value, String wanted) {
        if (value.isTextual()) {
            return value.textValue().toLowerCase(Locale.ROOT).contains(wanted);
        }
        for (JsonNode element : value) {
            if (holds(element, wanted)) {
                return true;
            }
        }
        return false;
    }
}
