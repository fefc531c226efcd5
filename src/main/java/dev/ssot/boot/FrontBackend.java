package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.CommandShell;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.Version;
import dev.ssot.rpc.Discovery;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What stands behind the doors of a process of a person or an agent: the engine, the daemon, and the choice between them. */
final class FrontBackend {

    private final RoutingFlags flags;
    private final CommandShell shell;
    private final RoutedOperations routes;
    private final RoutedCalls calls;

    private FrontBackend(
            Catalog catalog,
            RoutingFlags flags,
            DaemonLink link,
            InstantSource clock,
            Environment environment,
            UnaryOperator<RoutedCalls> around) {
        this.flags = flags;
        // A command line inside a call is routed by what it calls, so it comes back through here.
        LocalEngine engine = new LocalEngine(catalog, clock, environment, this::routed);
        this.shell = engine.shell();
        this.routes = new RoutedOperations(catalog, flags, engine, link, CatalogEntry::timeout);
        this.calls = around.apply(routes);
    }

    /** Reads every setting of a front and opens nothing. */
    static void check(Environment environment) throws ConfigurationError {
        var _ = RoutingFlags.of(environment);
        var _ = DaemonSocket.peer(environment);
        var _ = environment.flag(Variable.VOX_MCP_ORCHESTRATOR_DAEMON_HANDOVER);
    }

    /** For a command, which ends with its call. */
    static FrontBackend open(Environment environment, Catalog catalog) throws ConfigurationError {
        return open(environment, catalog, InstantSource.system(), UnaryOperator.identity());
    }

    /** For a process that serves one session until it ends. */
    static FrontBackend session(Environment environment, Catalog catalog) throws ConfigurationError {
        BeatPace pace = BeatPace.of(environment);
        return open(
                environment,
                catalog,
                InstantSource.system(),
                routes -> new SessionCalls(routes, pace),
                handover(environment));
    }

    static FrontBackend open(
            Environment environment, Catalog catalog, InstantSource clock, UnaryOperator<RoutedCalls> around)
            throws ConfigurationError {
        return open(environment, catalog, clock, around, Optional.empty());
    }

    private static FrontBackend open(
            Environment environment,
            Catalog catalog,
            InstantSource clock,
            UnaryOperator<RoutedCalls> around,
            Optional<Handover> handover)
            throws ConfigurationError {
        RoutingFlags flags = RoutingFlags.of(environment);
        DaemonLink link = new DaemonLink(
                Discovery.in(environment), DaemonSocket.peer(environment), clock, Patience.DEFAULT, handover);
        return new FrontBackend(catalog, flags, link, clock, environment, around);
    }

    /** Only a process that stays can see it through. */
    private static Optional<Handover> handover(Environment environment) throws ConfigurationError {
        return environment.flag(Variable.VOX_MCP_ORCHESTRATOR_DAEMON_HANDOVER).orElse(false)
                ? Optional.of(
                        new Handover(CommandProcess.daemon(environment, new DaemonGateway.Off()), Version.current()))
                : Optional.empty();
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

    RoutedCalls calls() {
        return calls;
    }

    /** Looks for the daemon in the background, before the first call needs it: a cold process connects slowly once. */
    void warmUp(Path repository) {
        if (flags.sendsAnything()) {
            Thread.ofVirtual().name("daemon-warm-up").start(() -> routes.warmUp(repository));
        }
    }
}
