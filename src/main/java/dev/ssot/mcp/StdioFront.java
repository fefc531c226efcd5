package dev.ssot.mcp;

import dev.ssot.operation.Catalog;
import dev.ssot.operation.CommandShell;
import dev.ssot.operation.RoutedCalls;
import io.quarkiverse.mcp.server.PromptManager;
import io.quarkiverse.mcp.server.ResourceManager;
import io.quarkiverse.mcp.server.ResourceTemplateManager;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.stdio.runtime.StdioMcpMessageHandler;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.time.Duration;

/**
 * The door over standard input and output. Everything is registered before the first byte is read: a client that asks
 * early would otherwise see a server without tools.
 */
@Singleton
public final class StdioFront {

    /** How long calls may still be answered once the client has closed its end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ToolManager tools;
    private final ResourceManager resources;
    private final ResourceTemplateManager templates;
    private final PromptManager prompts;
    private final StdioMcpMessageHandler transport;

    StdioFront(
            ToolManager tools,
            ResourceManager resources,
            ResourceTemplateManager templates,
            PromptManager prompts,
            StdioMcpMessageHandler transport) {
        this.tools = tools;
        this.resources = resources;
        this.templates = templates;
        this.prompts = prompts;
        this.transport = transport;
    }

    /**
     * @param shell says which commands there are, if their tier is on
     * @param clientGone runs when the process that started this one has ended
     */
    public void open(
            Catalog catalog,
            RoutedCalls calls,
            CommandShell shell,
            RepositoryScope scope,
            Tiers tiers,
            Runnable clientGone) {
        ToolCalls toolCalls = new ToolCalls(calls, scope, tiers);
        new ToolDoor(tools, toolCalls, tiers).register(catalog);
        if (tiers.enables(CommandTools.TIER)) {
            catalog.find("cli.run").ifPresent(run -> new CommandTools(tools, toolCalls, run).register(shell.surface()));
        }
        new Resources(calls, scope).register(resources, templates);
        new Prompts(name -> lists(catalog, tiers, name)).register(prompts);
        ParentWatch.onGone(clientGone);
        OpenRequests requests = new OpenRequests();
        ProtocolOutput out = new ProtocolOutput(new FileOutputStream(FileDescriptor.out), requests);
        MessageScreen screen = new MessageScreen(uri -> resources.getResource(uri) != null);
        // The transport takes System.in once, at this call.
        System.setIn(new ProtocolInput(new FileInputStream(FileDescriptor.in), screen, requests, out, PATIENCE));
        transport.initialize(out);
    }

    private static boolean lists(Catalog catalog, Tiers tiers, String name) {
        return catalog.entries().stream()
                .map(entry -> entry.mcp())
                .anyMatch(tool -> tool != null && tool.name().equals(name) && tiers.enables(tool.tier()));
    }
}
