package dev.ssot.boot;

import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CommandShell;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.rpc.Discovery;
import java.nio.file.Path;
import java.time.InstantSource;

/** What stands behind the doors of a process of a person or an agent: the engine, the daemon, and the choice between them. */
final class FrontBackend {

    private final RoutingFlags flags;
    private final CommandShell shell;
    private final RoutedOperations calls;

    private FrontBackend(Catalog catalog, RoutingFlags flags, DaemonLink link, InstantSource clock) {
        this.flags = flags;
        // A command line inside a call is routed by what it calls, so it comes back through here.
        LocalEngine engine = new LocalEngine(catalog, clock, this::routed);
        this.shell = engine.shell();
        this.calls = new RoutedOperations(catalog, flags, engine, link);
    }

    /** Reads every setting of a front and opens nothing. */
    static void check(Settings settings) throws ConfigurationError {
        var _ = RoutingFlags.of(settings);
        var _ = DaemonSocket.peer(settings);
    }

    static FrontBackend open(Settings settings, Catalog catalog) throws ConfigurationError {
        return open(settings, catalog, InstantSource.system());
    }

    static FrontBackend open(Settings settings, Catalog catalog, InstantSource clock) throws ConfigurationError {
        RoutingFlags flags = RoutingFlags.of(settings);
        DaemonLink link = new DaemonLink(Discovery.in(settings.environment()), DaemonSocket.peer(settings), clock);
        return new FrontBackend(catalog, flags, link, clock);
    }

    CommandShell shell() {
        return shell;
    }

    private Outcome routed(Call call) {
        return calls.call(call).outcome();
    }

    /** For a door that needs to know only what came of a call. */
    Operations operations() {
        return this::routed;
    }

    RoutedOperations calls() {
        return calls;
    }

    /** Looks for the daemon in the background, before the first call needs it: a cold process connects slowly once. */
    void warmUp(Path repository) {
        if (flags.sendsAnything()) {
            Thread.ofVirtual().name("daemon-warm-up").start(() -> calls.warmUp(repository));
        }
    }
}
