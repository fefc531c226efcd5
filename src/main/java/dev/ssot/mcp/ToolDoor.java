package dev.ssot.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.ServedTool;
import dev.ssot.operation.tool.ToolCalls;
import dev.ssot.operation.tool.Toolbox;
import dev.ssot.registry.json.Json;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Registers the tools in their order, with names, texts and schemas as the catalog has them, and their aliases, which
 * are called and not listed.
 */
final class ToolDoor {

    private final ToolManager tools;
    private final ToolCalls calls;
    private final Audience audience;

    ToolDoor(ToolManager tools, ToolCalls calls, Audience audience) {
        this.tools = tools;
        this.calls = calls;
        this.audience = audience;
    }

    /** Those that nobody may use are registered too, in no list, so that a call can be told why it is refused. */
    void register(Toolbox toolbox) {
        toolbox.all().forEach(tool -> register(tool.name(), metadata(tool), tool, answer -> answer));
        toolbox.aliases().forEach((alias, tool) -> {
            Map<MetaKey, Object> metadata = metadata(tool);
            metadata.put(ToolAnswers.ALIAS_OF, tool.name());
            register(alias, metadata, tool, answer -> ToolAnswers.byAlias(tool.name(), answer));
        });
    }

    private void register(
            String name, Map<MetaKey, Object> metadata, ServedTool tool, UnaryOperator<ToolResponse> answer) {
        ToolManager.ToolDefinition definition = tools.newTool(name)
                .setTitle(tool.title())
                .setDescription(tool.description())
                .setAnnotations(annotations(tool.operation()))
                .setInputSchema(tool.inputSchema())
                .setMetadata(metadata)
                .setHandler(arguments -> answer.apply(call(tool, arguments)), true);
        if (tool.outputSchema() != null) {
            definition.setOutputSchema(tool.outputSchema());
        }
        var _ = definition.register();
    }

    private ToolResponse call(ServedTool tool, ToolArguments arguments) {
        ObjectNode given = NullArguments.unwrap(Json.MAPPER.valueToTree(arguments.args()));
        // A message without a role has not come through any door of ours.
        Role role = audience.role(arguments.meta()).orElse(Role.READ);
        return ToolAnswers.of(tool.operation(), calls.call(tool, given, role));
    }

    private static ToolManager.ToolAnnotations annotations(CatalogEntry entry) {
        return new ToolManager.ToolAnnotations(
                entry.title(), !entry.writes(), entry.destructive(), entry.idempotent(), false);
    }

    private static Map<MetaKey, Object> metadata(ServedTool tool) {
        Map<MetaKey, Object> metadata = new LinkedHashMap<>();
        tool.meta().forEach((key, value) -> metadata.put(MetaKey.of(key), value));
        return metadata;
    }
}
