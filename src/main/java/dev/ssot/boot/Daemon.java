package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Places;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Version;
import dev.ssot.registry.json.Json;
import dev.ssot.rpc.DaemonAddress;
import dev.ssot.rpc.DaemonServer;
import dev.ssot.rpc.Discovery;
import dev.ssot.rpc.Household;
import dev.ssot.rpc.ServerSettings;
import dev.ssot.rpc.SingleInstance;
import dev.ssot.rpc.Token;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The daemon of this user on this machine: the engine behind the socket. A crash leaves the discovery file, which
 * nobody trusts once the process is gone, and nothing else that is not on disk for good.
 */
final class Daemon implements Household, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Daemon.class);

    private final InstantSource clock;
    private final Instant startedAt;
    private final Discovery discovery;
    private final SingleInstance instance;
    private final LocalEngine engine;
    private final LeaseSweeper sweeper;
    private final ChangeWatcher watcher;
    private final DaemonGateway gateway;
    private final CountDownLatch leaving = new CountDownLatch(1);
    private @Nullable DaemonServer server;
    private @Nullable DaemonAddress announced;

    private Daemon(
            Discovery discovery,
            SingleInstance instance,
            Catalog catalog,
            InstantSource clock,
            Environment environment,
            DaemonGateway gateway) {
        this.clock = clock;
        this.startedAt = clock.instant();
        this.discovery = discovery;
        this.instance = instance;
        this.engine = new LocalEngine(catalog, clock, environment);
        this.sweeper = new LeaseSweeper(engine.places(), clock);
        this.watcher = new ChangeWatcher(engine.places(), clock);
        this.gateway = gateway;
        gateway.measure(engine.operations(), this::status);
        LOG.info(DaemonConfiguration.line(environment));
    }

    /** What starting led to. */
    sealed interface Start {

        record Running(Daemon daemon, String address) implements Start {}

        /** Another daemon runs, or the place for its files is not safe; the message says what to do. */
        record Refused(String message) implements Start {}
    }

    /** @param gateway opened once the daemon has announced itself, and drained before it leaves */
    static Start start(
            Discovery discovery,
            InetSocketAddress bind,
            InstantSource clock,
            Environment environment,
            DaemonGateway gateway)
            throws IOException {
        return switch (SingleInstance.acquire(discovery)) {
            case SingleInstance.Attempt.AlreadyRunning(var _, String reason) ->
                new Start.Refused(reason + ". Stop it with `ssot daemon stop`, or use it as it is.");
            case SingleInstance.Attempt.Untrusted(String reason) -> new Start.Refused(reason);
            case SingleInstance.Attempt.Acquired(SingleInstance instance) ->
                serve(discovery, instance, bind, clock, environment, gateway);
        };
    }

    private static Start serve(
            Discovery discovery,
            SingleInstance instance,
            InetSocketAddress bind,
            InstantSource clock,
            Environment environment,
            DaemonGateway gateway)
            throws IOException {
        Catalog catalog = Catalog.load();
        Daemon daemon = new Daemon(discovery, instance, catalog, clock, environment, gateway);
        Token token = Token.fresh();
        DaemonServer server = DaemonServer.start(
                ServerSettings.on(bind, Version.current()),
                token,
                daemon.engine.operations(),
                catalog.byRpcMethod(),
                daemon);
        daemon.server = server;
        DaemonAddress address = DaemonAddress.ofThisProcess(server.address(), token, Version.current());
        return switch (daemon.discovery.announce(address)) {
            case Discovery.Announced.Done(Path file) -> {
                daemon.announced = address;
                daemon.sweeper.start();
                daemon.watcher.start();
                gateway.open(catalog, daemon.engine.operations());
                LOG.infof("daemon %s listens on %s, announced in %s", Version.current(), address.hostAndPort(), file);
                yield new Start.Running(daemon, address.hostAndPort());
            }
            case Discovery.Announced.Refused(String reason) -> {
                daemon.close();
                yield new Start.Refused(reason);
            }
        };
    }

    /** Returns when somebody has asked the daemon to leave. */
    void awaitLeave() throws InterruptedException {
        leaving.await();
    }

    @Override
    public Located locate(Path root) {
        return switch (engine.places().find(root)) {
            case Places.Lookup.Found(Place place) -> new Located.At(place.root(), place.repositoryId());
            case Places.Lookup.Missing(String message) ->
                new Located.Nowhere(new Refusal(
                        ErrorCode.REPOSITORY_NOT_FOUND, message, "Name a repository that holds a registry."));
        };
    }

    @Override
    public ObjectNode status() {
        ObjectNode status = Json.object()
                .put("passed", true)
                .put("running", true)
                .put("version", Version.current())
                .put("pid", ProcessHandle.current().pid())
                .put("address", announced == null ? null : announced.hostAndPort())
                .put("started_at", startedAt.toString())
                .put("connections", server == null ? 0 : server.connections());
        gateway.describe(status);
        status.set("calls", engine.operations().json());
        ArrayNode repositories = status.putArray("repositories");
        for (Place place : engine.places().all()) {
            int open = place.control()
                    .read(clock.instant(), view -> view.openLeases().size());
            repositories
                    .addObject()
                    .put("root", place.root().toString())
                    .put("repository_id", place.repositoryId())
                    .put("open_leases", open);
        }
        return status;
    }

    @Override
    public void leave() {
        leaving.countDown();
    }

    /** Drains the gateway and the server, then gives up the files: calls in flight finish, nothing new begins. */
    @Override
    public void close() throws IOException {
        sweeper.close();
        watcher.close();
        gateway.drain();
        if (server != null) {
            server.close();
        }
        if (announced != null) {
            var _ = discovery.removeIfOurs(announced);
        }
        engine.close();
        instance.close();
        leaving.countDown();
    }
}
