package dev.ssot.operation.planning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import java.util.Comparator;
import java.util.List;

/** {@code feature.children}: the features that have one as a parent. */
public final class FeatureChildren implements UseCase<FeatureChildrenRequest, FeatureChildrenResult> {

    @Override
    public Reply<FeatureChildrenResult> run(FeatureChildrenRequest request, Context context) {
        return context.withRegistry(registry -> {
            if (registry.find(Section.FEATURES, request.id()).isEmpty()) {
                return Reply.refused(
                        ErrorCode.NOT_FOUND,
                        "Unknown feature id: " + request.id(),
                        "Find the id with registry_entity_search.");
            }
            List<ObjectNode> children = registry.rows(Section.FEATURES).stream()
                    .filter(row -> row.texts("parent_feature_ids").contains(request.id()))
                    .sorted(Comparator.comparing(Row::id, CanonicalJson.CODE_POINT_ORDER))
                    .map(Row::json)
                    .toList();
            return Reply.answer(new FeatureChildrenResult(true, children));
        });
    }
}
