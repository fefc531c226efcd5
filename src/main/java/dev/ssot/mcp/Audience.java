package dev.ssot.mcp;

import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.Toolbox;
import io.quarkiverse.mcp.server.FilterContext;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.Meta;
import io.quarkiverse.mcp.server.PromptFilter;
import io.quarkiverse.mcp.server.PromptManager.PromptInfo;
import io.quarkiverse.mcp.server.ResourceFilter;
import io.quarkiverse.mcp.server.ResourceManager.ResourceInfo;
import io.quarkiverse.mcp.server.ResourceTemplateFilter;
import io.quarkiverse.mcp.server.ResourceTemplateManager.ResourceTemplateInfo;
import io.quarkiverse.mcp.server.ToolFilter;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Shows each caller what it may use, and nothing before a door is open. Found by the MCP library as a bean. */
@Singleton
final class Audience implements ToolFilter, PromptFilter, ResourceFilter, ResourceTemplateFilter {

    private static final Logger LOG = Logger.getLogger(Audience.class);

    /** What is shown, and to whom. */
    private record Open(Toolbox toolbox, Views views, Function<Meta, Optional<Role>> callers) {}

    private volatile @Nullable Open open;

    /** @param callers tells the role of who sent a message; none for a message that came through no door */
    void open(Toolbox toolbox, Views views, Function<Meta, Optional<Role>> callers) {
        open = new Open(toolbox, views, callers);
    }

    Optional<Role> role(Meta meta) {
        Open now = open;
        return now == null ? Optional.empty() : now.callers().apply(meta);
    }

    /** A call gets through to its refusal, which says more than that there is no such tool. */
    @Override
    public boolean test(ToolInfo tool, FilterContext context) {
        return context.method() == McpMethod.TOOLS_CALL
                || shows(context, now -> role -> now.toolbox().lists(tool.name(), role));
    }

    @Override
    public boolean test(PromptInfo prompt, FilterContext context) {
        return shows(context, now -> role -> now.views().showsPrompt(prompt.name(), role));
    }

    @Override
    public boolean test(ResourceInfo resource, FilterContext context) {
        return shows(context, now -> role -> now.views().showsResource(resource.name(), role));
    }

    @Override
    public boolean test(ResourceTemplateInfo template, FilterContext context) {
        return shows(context, now -> role -> now.views().showsResource(template.name(), role));
    }

    /** The library takes a filter that throws for one that agrees, so nothing is thrown. */
    private boolean shows(FilterContext context, Function<Open, Predicate<Role>> rule) {
        try {
            Open now = open;
            return now != null
                    && now.callers()
                            .apply(context.meta())
                            .filter(rule.apply(now))
                            .isPresent();
        } catch (RuntimeException bug) {
            LOG.error("a filter of the MCP door failed; nothing is shown", bug);
            return false;
        }
    }
}
