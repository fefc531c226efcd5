package dev.ssot.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Limits;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.RoutedCalls.Routed;
import dev.ssot.registry.json.Json;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Publishes the operations of the catalog as tools, and turns tool calls into calls of the seam. */
public final class ToolDoor {

    private static final Logger LOG = Logger.getLogger(ToolDoor.class);

    private static final MetaKey BACKEND = MetaKey.of("vox_backend");
    private static final MetaKey BACKEND_REASON = MetaKey.of("vox_backend_reason");
    private static final String NOT_RUN = "flag_off";

    private final RoutedCalls calls;
    private final RepositoryChoice repositories;
    private final Tiers tiers;

    public ToolDoor(RoutedCalls calls, RepositoryChoice repositories, Tiers tiers) {
        this.calls = calls;
        this.repositories = repositories;
        this.tiers = tiers;
    }

    /** Registers the tools in the order of the catalog, which is the order in which clients list them. */
    public void register(Catalog catalog, ToolManager tools) {
        for (CatalogEntry entry : catalog.entries()) {
            CatalogEntry.Tool tool = entry.mcp();
            if (tool != null && tiers.list(tool)) {
                tools.newTool(tool.name())
                        .setTitle(entry.title())
                        .setDescription(entry.description())
                        .setAnnotations(annotations(entry))
                        .setMetadata(Map.of(
                                MetaKey.of("vox_product_lane"), entry.productLane(),
                                MetaKey.of("vox_http_read_role_eligible"), tool.readRole(),
                                MetaKey.of("vox_tier"), tool.tier()))
                        .setInputSchema(map(entry.inputSchema()))
                        .setOutputSchema(map(entry.outputSchema()))
                        .setHandler(arguments -> answer(entry, arguments.args()), true)
                        .register();
            }
        }
    }

    private static ToolManager.ToolAnnotations annotations(CatalogEntry entry) {
        return new ToolManager.ToolAnnotations(
                entry.title(), !entry.writes(), entry.destructive(), entry.idempotent(), false);
    }

    private ToolResponse answer(CatalogEntry entry, Map<String, Object> arguments) {
        try {
            return response(run(entry, Json.MAPPER.valueToTree(arguments)));
        } catch (RuntimeException bug) {
            String correlation = UUID.randomUUID().toString();
            LOG.errorf(bug, "bug in %s, correlation id %s", entry.name(), correlation);
            return response(refused(new Refusal(
                    ErrorCode.INTERNAL,
                    "internal error, correlation id " + correlation,
                    "Look for the correlation id in the log of the server and report it.")));
        }
    }

    private Routed run(CatalogEntry entry, ObjectNode arguments) {
        JsonNode repo = arguments.remove("repo");
        JsonNode named = entry.writes() ? arguments.remove("request_id") : null;
        if (named != null && !named.isNull() && !isRequestId(named)) {
            return refused(new Refusal(
                    ErrorCode.INVALID_ARGUMENTS,
                    "request_id " + Limits.NAME_RULE,
                    "Use for example a UUID, or leave request_id out."));
        }
        String requestId = entry.writes() ? requestId(named) : null;
        return switch (repositories.choose(repo)) {
            case RepositoryChoice.Chosen.Refused(Refusal refusal) -> refused(refusal);
            case RepositoryChoice.Chosen.At(Path root) -> calls.call(new Call(entry.id(), root, arguments, requestId));
        };
    }

    private static boolean isRequestId(JsonNode named) {
        return named.isTextual() && named.textValue().matches(Limits.NAME_FORM);
    }

    /** A write without a name gets one, so that it can be asked again when its answer is lost on the way. */
    private static String requestId(@Nullable JsonNode named) {
        return named == null || named.isNull() ? UUID.randomUUID().toString() : named.textValue();
    }

    private static Routed refused(Refusal refusal) {
        return new Routed(new Outcome.Refused(refusal), Backend.DIRECT, NOT_RUN);
    }

    private static ToolResponse response(Routed routed) {
        Map<MetaKey, Object> meta = Map.of(BACKEND, routed.backend().text(), BACKEND_REASON, routed.reason());
        return switch (routed.outcome()) {
            case Outcome.Answered(ObjectNode result) ->
                new ToolResponse(false, List.of(new TextContent(result.toString())), map(result), meta);
            case Outcome.Refused(Refusal refusal) -> {
                ObjectNode error = Json.object()
                        .put("passed", false)
                        .put("code", refusal.code().text())
                        .put("error", refusal.message())
                        .put("next", refusal.next());
                String text = refusal.message() + "\n" + refusal.next();
                yield new ToolResponse(true, List.of(new TextContent(text)), map(error), meta);
            }
        };
    }

    @SuppressWarnings("unchecked") // an object node converts to a map of texts
    private static Map<String, Object> map(ObjectNode object) {
        return Json.MAPPER.convertValue(object, Map.class);
    }
}
