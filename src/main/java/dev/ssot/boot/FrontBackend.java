package dev.ssot.boot;

import dev.ssot.operation.Catalog;
import dev.ssot.rpc.Discovery;
import java.nio.file.Path;
import java.time.InstantSource;

/** What stands behind the doors of a front: the engine, the daemon, and the choice between them. */
final class FrontBackend {

    private final RoutingFlags flags;
    private final RoutedOperations calls;

    private FrontBackend(RoutingFlags flags, RoutedOperations calls) {
        this.flags = flags;
        this.calls = calls;
    }

    /** Reads every setting of a front and opens nothing. */
    static void check(Settings settings) throws ConfigurationError {
        var _ = RoutingFlags.of(settings);
        var _ = DaemonSocket.peer(settings);
    }

    static FrontBackend open(Settings settings, Catalog catalog) throws ConfigurationError {
        RoutingFlags flags = RoutingFlags.of(settings);
        InstantSource clock = InstantSource.system();
        DaemonLink link = new DaemonLink(Discovery.in(settings.environment()), DaemonSocket.peer(settings), clock);
        return new FrontBackend(flags, new RoutedOperations(catalog, flags, new LocalEngine(catalog, clock), link));
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
