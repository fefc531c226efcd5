package dev.ssot.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Call;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.registry.json.Json;
import io.quarkiverse.mcp.server.ToolResponse;
import java.util.Map;

/** Runs one tool call from its arguments to its result. Nothing is thrown: the library would hide the reason. */
final class ToolCalls {

    private final RoutedCalls calls;
    private final CallEnvelope envelope;
    private final Tiers tiers;

    ToolCalls(RoutedCalls calls, RepositoryScope scope, Tiers tiers) {
        this.calls = calls;
        this.envelope = new CallEnvelope(scope);
        this.tiers = tiers;
    }

    ToolResponse call(CatalogEntry entry, CatalogEntry.Tool tool, Map<String, Object> arguments) {
        try {
            if (!tiers.enables(tool.tier())) {
                return ToolAnswers.refused(tierNotEnabled(tool));
            }
            ObjectNode given = NullArguments.unwrap(Json.MAPPER.valueToTree(arguments));
            return switch (envelope.open(entry, given)) {
                case CallEnvelope.Opened.Refused(Refusal refusal) -> ToolAnswers.refused(refusal);
                case CallEnvelope.Opened.Ready(Call call) -> ToolAnswers.of(calls.call(call));
            };
        } catch (RuntimeException | Error bug) {
            return ToolAnswers.refused(Bug.reported(tool.name(), bug));
        }
    }

    private Refusal tierNotEnabled(CatalogEntry.Tool tool) {
        return new Refusal(
                ErrorCode.TIER_NOT_ENABLED,
                "tool is not enabled for tiers: " + tiers.csv(),
                "%s belongs to tier %s: start ssot-mcp with %s=%s,%s."
                        .formatted(tool.name(), tool.tier(), Variable.VOX_MCP_TIERS, tiers.csv(), tool.tier()));
    }
}
