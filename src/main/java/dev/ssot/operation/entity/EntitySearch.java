package dev.ssot.operation.entity;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.CanonicalJson;
import java.util.Comparator;
import java.util.List;

/**
 * {@code registry.entity.search}: rows whose values hold every word of the query, in any case of letters. The words
 * as one phrase come first; a match in the id or the title weighs more than one in the text, and that more than one in
 * a link.
 */
public final class EntitySearch implements UseCase<EntitySearchRequest, EntitySearchResult> {

    @Override
    public Reply<EntitySearchResult> run(EntitySearchRequest request, Context context) {
        Query query = Query.of(request.query());
        return Sections.named(
                request.section(),
                section -> context.withRegistry(registry -> {
                    List<Row> found = registry.rows(section).stream()
                            .map(row -> new Hit(row, query.weight(row)))
                            .filter(hit -> hit.weight() > 0)
                            .sorted(Comparator.comparingInt(Hit::weight)
                                    .reversed()
                                    .thenComparing(hit -> hit.row().id(), CanonicalJson.CODE_POINT_ORDER))
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
}
