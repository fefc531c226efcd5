package dev.ssot.mcp;

import dev.ssot.operation.Catalog;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.tool.RepositoryScope;
import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.Toolbox;
import io.quarkiverse.mcp.server.stdio.runtime.StdioMcpMessageHandler;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * The door over standard input and output. Everything is registered before the first byte is read: a client that asks
 * early would otherwise see a server without tools.
 */
@Singleton
public final class StdioFront {

    /** How long calls may still be answered once the client has closed its end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Features features;
    private final StdioMcpMessageHandler transport;

    StdioFront(Features features, StdioMcpMessageHandler transport) {
        this.features = features;
        this.transport = transport;
    }

    /** @param clientGone runs when the process that started this one has ended */
    public void open(Catalog catalog, Toolbox toolbox, RoutedCalls calls, RepositoryScope scope, Runnable clientGone) {
        features.register(catalog, toolbox, calls, scope, _ -> Optional.of(Role.WRITE));
        ParentWatch.onGone(clientGone);
        OpenRequests requests = new OpenRequests();
        ProtocolOutput out = new ProtocolOutput(new FileOutputStream(FileDescriptor.out), requests);
        MessageScreen screen = new MessageScreen(features::knowsResource);
        // The transport takes System.in once, at this call.
        System.setIn(new ProtocolInput(new FileInputStream(FileDescriptor.in), screen, requests, out, PATIENCE));
        transport.initialize(out);
    }
}
