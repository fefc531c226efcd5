package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.mutation.LinkRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code registry.entity.link} and {@code registry.entity.unlink}: links of a row, on both sides. */
public final class EntityLinks implements UseCase<EntityLinksRequest, EntityChangeResult> {

    /** How many ids one call may name in one field. */
    private static final int IDS = 1_000;

    private final LinkRow.Way way;
    private final String tool;

    public EntityLinks(LinkRow.Way way) {
        this.way = way;
        this.tool = way == LinkRow.Way.LINK ? "registry_entity_link" : "registry_entity_unlink";
    }

    @Override
    public Reply<EntityChangeResult> run(EntityLinksRequest request, Context context) {
        Optional<String> problem = problem(request.links());
        if (problem.isPresent()) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    problem.get(),
                    "links is an object of lists of ids: {\"claim_ids\": [\"clm:a\"]}.");
        }
        Map<String, List<String>> links = new LinkedHashMap<>();
        request.links()
                .properties()
                .forEach(field -> links.put(
                        field.getKey(),
                        field.getValue().valueStream().map(JsonNode::textValue).toList()));
        return new EntityWrite(request.section(), request.entityId(), tool, request.expectedRevision(), request.lease())
                .run(
                        context,
                        mutations -> mutations.link(way, request.entityId(), links),
                        (event, _) -> event.set("links", request.links()));
    }

    private static Optional<String> problem(ObjectNode links) {
        if (links.isEmpty()) {
            return Optional.of("At least one link field is required");
        }
        for (Map.Entry<String, JsonNode> field : links.properties()) {
            JsonNode ids = field.getValue();
            if (!ids.isArray() || !ids.valueStream().allMatch(JsonNode::isTextual)) {
                return Optional.of("links.%s must be a list of strings".formatted(field.getKey()));
            }
            if (ids.isEmpty() || ids.valueStream().anyMatch(id -> id.textValue().isBlank())) {
                return Optional.of("links.%s must name at least one id, and no empty one".formatted(field.getKey()));
            }
            if (ids.size() > IDS) {
                return Optional.of("links.%s names more than %d ids".formatted(field.getKey(), IDS));
            }
        }
        return Optional.empty();
    }
}
