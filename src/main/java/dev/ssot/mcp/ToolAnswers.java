package dev.ssot.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls.Routed;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table from outcomes to tool results. Each result says where it ran, and carries text for older clients. */
final class ToolAnswers {

    private static final MetaKey BACKEND = MetaKey.of("vox_backend");
    private static final MetaKey BACKEND_REASON = MetaKey.of("vox_backend_reason");

    /** The name of the tool that was called by an alias. */
    static final MetaKey ALIAS_OF = MetaKey.of("vox_alias_of");

    private ToolAnswers() {}

    static ToolResponse of(CatalogEntry entry, Routed routed) {
        Map<MetaKey, Object> meta = Map.of(BACKEND, routed.backend().text(), BACKEND_REASON, routed.reason());
        return switch (routed.outcome()) {
            case Outcome.Answered(ObjectNode result) ->
                new ToolResponse(false, List.of(new TextContent(result.toString())), result, meta);
            case Outcome.Refused(Refusal refusal) ->
                new ToolResponse(true, List.of(new TextContent(text(refusal))), entry.result(refusal), meta);
        };
    }

    /** The same answer, which says by which tool it was made. */
    static ToolResponse byAlias(String tool, ToolResponse answer) {
        Map<MetaKey, Object> meta = new HashMap<>(answer._meta());
        meta.put(ALIAS_OF, tool);
        return new ToolResponse(answer.isError(), answer.content(), answer.structuredContent(), meta);
    }

    private static String text(Refusal refusal) {
        return refusal.next().isBlank() ? refusal.message() : refusal.message() + "\n" + refusal.next();
    }
}
