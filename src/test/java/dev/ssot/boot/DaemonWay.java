package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RolloutSlice;
import dev.ssot.operation.RoutedCalls.Routed;
import dev.ssot.operation.engine.ArgumentShape;
import dev.ssot.rpc.Discovery;
import dev.ssot.support.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Through a daemon's socket, with every flag on and nothing to fall back to. */
final class DaemonWay implements OperationsContract.Way {

    private static final Catalog CATALOG = Catalog.load();

    private final LocalEngine local;
    private final DaemonLink link;
    private final Daemon daemon;
    private final RoutedOperations calls;

    DaemonWay(SettableClock clock, Path runtime) throws IOException, ConfigurationError {
        Environment environment = new Environment(Map.of(
                "XDG_RUNTIME_DIR",
                runtime.toString(),
                "XDG_STATE_HOME",
                runtime.toString(),
                "PATH",
                System.getenv("PATH"),
                "VOX_MCP_ORCHESTRATOR_RPC_READS",
                "on",
                "VOX_MCP_ORCHESTRATOR_RPC_WRITES",
                "on",
                "VOX_MCP_ORCHESTRATOR_DAEMON_REPOSITORY_ID_STRICT",
                "on"));
        Discovery discovery = Discovery.in(environment).orElseThrow();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        this.daemon = ((Daemon.Start.Running)
                        Daemon.start(discovery, anyPort, clock, environment, new DaemonGateway.Off()))
                .daemon();
        this.local = new LocalEngine(CATALOG, clock, environment);
        this.link = new DaemonLink(Optional.of(discovery), Optional.empty(), InstantSource.system(), Patience.DEFAULT);
        this.calls = new RoutedOperations(CATALOG, RoutingFlags.of(environment), local, link, CatalogEntry::timeout);
    }

    @Override
    public Outcome call(Call call) {
        calls.warmUp(call.root());
        Routed routed = calls.call(call);
        if (isForDaemon(call.operationId())
                && Files.exists(call.root().resolve(".ssot/registry.json"))
                && ArgumentShape.problem(call.arguments()).isEmpty()) {
            assertThat(routed.backend()).as(routed.reason()).isEqualTo(Backend.DAEMON);
        }
        return DeclaredCodes.held(call, routed.outcome());
    }

    /** All but what concerns this machine's user as well, as the check of the log does. */
    private static boolean isForDaemon(String operation) {
        return CATALOG.find(operation)
                .filter(entry -> entry.slice() == RolloutSlice.HERE)
                .isEmpty();
    }

    @Override
    public void close() throws IOException {
        link.close();
        daemon.close();
        local.close();
    }
}
