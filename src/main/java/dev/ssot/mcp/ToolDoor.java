package dev.ssot.mcp;

import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.ToolManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Registers the catalog's tools in its order, with names, texts and schemas as the catalog has them, and their aliases,
 * which are called and not listed.
 */
final class ToolDoor {

    private static final MetaKey LANE = MetaKey.of("vox_product_lane");
    private static final MetaKey READ_ROLE = MetaKey.of("vox_http_read_role_eligible");
    private static final MetaKey TIER = MetaKey.of("vox_tier");

    private final ToolManager tools;
    private final ToolCalls calls;
    private final Tiers tiers;

    ToolDoor(ToolManager tools, ToolCalls calls, Tiers tiers) {
        this.tools = tools;
        this.calls = calls;
        this.tiers = tiers;
    }

    void register(Catalog catalog) {
        for (CatalogEntry entry : catalog.entries()) {
            CatalogEntry.Tool tool = entry.mcp();
            if (tool != null) {
                register(entry, tool);
            }
        }
        catalog.aliases().forEach(this::register);
    }

    /** A tool outside the tiers is registered too, but hidden, so that a call of it can be told why it is refused. */
    private void register(CatalogEntry entry, CatalogEntry.Tool tool) {
        var _ = definition(tool.name(), entry)
                .setMetadata(metadata(entry, tool, !tiers.enables(tool.tier())))
                .setHandler(arguments -> calls.call(entry, tool, arguments.args()), true)
                .register();
    }

    private void register(String alias, CatalogEntry entry) {
        CatalogEntry.Tool tool = Objects.requireNonNull(entry.mcp());
        Map<MetaKey, Object> metadata = metadata(entry, tool, true);
        metadata.put(ToolAnswers.ALIAS_OF, tool.name());
        var _ = definition(alias, entry)
                .setMetadata(metadata)
                .setHandler(
                        arguments -> ToolAnswers.byAlias(tool.name(), calls.call(entry, tool, arguments.args())), true)
                .register();
    }

    private ToolManager.ToolDefinition definition(String name, CatalogEntry entry) {
        return tools.newTool(name)
                .setTitle(entry.title())
                .setDescription(entry.description())
                .setAnnotations(annotations(entry))
                .setInputSchema(entry.inputSchema())
                .setOutputSchema(entry.outputSchema());
    }

    static ToolManager.ToolAnnotations annotations(CatalogEntry entry) {
        return new ToolManager.ToolAnnotations(
                entry.title(), !entry.writes(), entry.destructive(), entry.idempotent(), false);
    }

    private static Map<MetaKey, Object> metadata(CatalogEntry entry, CatalogEntry.Tool tool, boolean hidden) {
        Map<MetaKey, Object> metadata = new LinkedHashMap<>();
        metadata.put(LANE, entry.productLane());
        metadata.put(READ_ROLE, tool.readRole());
        metadata.put(TIER, tool.tier());
        if (hidden) {
            metadata.put(HiddenTools.HIDDEN, true);
        }
        return metadata;
    }
}
