package dev.ssot.boot;

import dev.ssot.mcp.ParentWatch;
import dev.ssot.mcp.PromptDoor;
import dev.ssot.mcp.RepositoryChoice;
import dev.ssot.mcp.ResourceDoor;
import dev.ssot.mcp.StdioStreams;
import dev.ssot.mcp.Tiers;
import dev.ssot.mcp.ToolDoor;
import dev.ssot.operation.Catalog;
import dev.ssot.rpc.Discovery;
import io.quarkiverse.mcp.server.PromptManager;
import io.quarkiverse.mcp.server.ResourceManager;
import io.quarkiverse.mcp.server.ResourceTemplateManager;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.stdio.runtime.StdioMcpMessageHandler;
import io.quarkus.arc.Unremovable;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;

/** The stdio front of one agent: registers everything first, then opens the transport. */
@Singleton
@Unremovable
public class McpFront implements QuarkusApplication {

    private final ToolManager tools;
    private final ResourceManager resources;
    private final ResourceTemplateManager templates;
    private final PromptManager prompts;
    private final StdioMcpMessageHandler transport;

    McpFront(
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

    @Override
    public int run(String... arguments) {
        if (!(FrontArguments.parse(arguments, System.err) instanceof FrontArguments.Parsed.Valid valid)) {
            return 2;
        }
        try {
            serve(valid.repositories(), new Settings(System.getenv()));
        } catch (ConfigurationError wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        }
        Quarkus.waitForExit();
        return 0;
    }

    private void serve(RepositoryChoice repositories, Settings settings) throws ConfigurationError {
        RoutingFlags flags = RoutingFlags.of(settings);
        Tiers tiers = switch (Tiers.read(settings.text(Tiers.VARIABLE))) {
            case Tiers.Reading.Read(Tiers read) -> read;
            case Tiers.Reading.Unknown(String message) -> throw new ConfigurationError(message);
        };
        Catalog catalog = Catalog.load();
        InstantSource clock = InstantSource.system();
        LocalEngine engine = new LocalEngine(catalog, clock);
        DaemonLink link = new DaemonLink(Discovery.in(System.getenv()), DaemonSocket.peer(settings), clock);
        RoutedOperations calls = new RoutedOperations(catalog, flags, engine, link);

        ResourceDoor resourceDoor = new ResourceDoor(calls, repositories);
        new ToolDoor(calls, repositories, tiers).register(catalog, tools);
        resourceDoor.register(templates, resources);
        PromptDoor.register(prompts);

        ParentWatch.start(() -> Quarkus.asyncExit(0));
        StdioStreams streams = StdioStreams.of(System.in, resourceDoor);
        System.setIn(streams.in());
        transport.initialize(streams.out());
        if (flags.sendsAnything() && repositories instanceof RepositoryChoice.Pinned(Path root)) {
            // After the transport is open, so that no client waits for it: a cold process connects slowly once.
            Thread.ofVirtual().name("daemon-warm-up").start(() -> calls.warmUp(root));
        }
    }
}
