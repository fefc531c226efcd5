package dev.ssot.mcp;

import dev.ssot.operation.Catalog;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.tool.RepositoryScope;
import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.ToolCalls;
import dev.ssot.operation.tool.Toolbox;
import io.quarkiverse.mcp.server.Meta;
import io.quarkiverse.mcp.server.PromptManager;
import io.quarkiverse.mcp.server.ResourceManager;
import io.quarkiverse.mcp.server.ResourceTemplateManager;
import io.quarkiverse.mcp.server.ToolManager;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** The tools, resources and prompts of a server, the same over every transport. */
@Singleton
final class Features {

    private final ToolManager tools;
    private final ResourceManager resources;
    private final ResourceTemplateManager templates;
    private final PromptManager prompts;
    private final Audience audience;

    Features(
            ToolManager tools,
            ResourceManager resources,
            ResourceTemplateManager templates,
            PromptManager prompts,
            Audience audience) {
        this.tools = tools;
        this.resources = resources;
        this.templates = templates;
        this.prompts = prompts;
        this.audience = audience;
    }

    /** @param callers tells the role of who sent a message; none for a message that came through no door */
    void register(
            Catalog catalog,
            Toolbox toolbox,
            RoutedCalls calls,
            RepositoryScope scope,
            Function<Meta, Optional<Role>> callers) {
        Views views = new Views(catalog, toolbox);
        audience.open(toolbox, views, callers);
        new ToolDoor(tools, new ToolCalls(toolbox, calls, scope), audience).register(toolbox);
        new Resources(calls, scope, views, callers).register(resources, templates);
        // Only who may write is sent to a repair.
        new Prompts(name -> toolbox.lists(name, Role.WRITE)).register(prompts);
    }

    boolean knowsResource(String uri) {
        return resources.getResource(uri) != null;
    }
}
