package dev.ssot.mcp;

import io.quarkiverse.mcp.server.FilterContext;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.ToolFilter;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import jakarta.inject.Singleton;

/** Keeps the tools of other tiers out of every list. Found by the MCP library as a bean. */
@Singleton
final class HiddenTools implements ToolFilter {

    static final MetaKey HIDDEN = MetaKey.of("ssot_hidden");

    @Override
    public boolean test(ToolInfo tool, FilterContext context) {
        return context.method() == McpMethod.TOOLS_CALL || !tool.metadata().containsKey(HIDDEN);
    }
}
