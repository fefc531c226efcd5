package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Catalog;
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
import java.util.Map;
import java.util.Optional;
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
    private final Catalog catalog;
    private final LocalEngine engine;
    private final OpenRepositories repositories;
    private final DaemonRounds rounds;
    private final DaemonSettings settings;
    private final LeaseSweeper sweeper;
    private final ChangeWatcher watcher;
    private final DaemonGateway gateway;
    private final CountDownLatch leaving = new CountDownLatch(1);
    private volatile @Nullable DaemonServer server;

    /** For the thread of the rounds only. */
    private Instant lastClient;

    private volatile @Nullable Announcement announcement;

    private Daemon(
            Discovery discovery,
            SingleInstance instance,
            Catalog catalog,
            InstantSource clock,
            Environment environment,
            DaemonGateway gateway,
            DaemonSettings settings) {
        this.clock = clock;
        this.startedAt = clock.instant();
        this.discovery = discovery;
        this.instance = instance;
        this.catalog = catalog;
        this.engine = new LocalEngine(catalog, clock, environment);
        this.repositories = new OpenRepositories(engine.places(), engine.operations(), clock, settings.repositories());
        this.settings = settings;
        this.rounds = new DaemonRounds(Map.of(
                "looking after the repositories", repositories::tidy,
                "keeping the log bounded", DaemonLog.beside(discovery)::keepBounded,
                "looking after the announcement", this::keepAnnounced,
                "leaving when idle", this::leaveIfIdle));
        this.lastClient = startedAt;
        this.sweeper = new LeaseSweeper(engine.places(), clock);
        this.watcher = new ChangeWatcher(engine.places(), clock);
        this.gateway = gateway;
        gateway.measure(engine.operations(), this::status);
        LOG.info(DaemonConfiguration.line(environment));
    }

    /** What starting led to. */
    sealed interface Start {

        record Running(Daemon daemon, DaemonAddress address) implements Start {}

        /** @param other empty while it is starting or leaving */
        record Occupied(Optional<DaemonAddress> other, String reason) implements Start {}

        /** The place for its files is not safe; the message says what to do. */
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
        return start(discovery, bind, clock, environment, gateway, DaemonSettings.standard());
    }

    static Start start(
            Discovery discovery,
            InetSocketAddress bind,
            InstantSource clock,
            Environment environment,
            DaemonGateway gateway,
            DaemonSettings settings)
            throws IOException {
        return switch (SingleInstance.acquire(discovery)) {
            case SingleInstance.Attempt.AlreadyRunning(Optional<DaemonAddress> other, String reason) ->
                new Start.Occupied(other, reason);
            case SingleInstance.Attempt.Untrusted(String reason) -> new Start.Refused(reason);
            case SingleInstance.Attempt.Acquired(SingleInstance instance) ->
                new Daemon(discovery, instance, Catalog.load(), clock, environment, gateway, settings).serve(bind);
        };
    }

    private Start serve(InetSocketAddress bind) throws IOException {
        boolean serving = false;
        try {
            Token token = Token.fresh();
            DaemonServer started = DaemonServer.start(
                    ServerSettings.on(bind, settings.version()).and(discovery.socket()),
                    token,
                    repositories,
                    catalog.byRpcMethod(),
                    this);
            server = started;
            DaemonAddress address = DaemonAddress.ofThisProcess(started.address(), token, settings.version())
                    .at(started.socket());
            return switch (discovery.announce(address)) {
                case Discovery.Announced.Done(Path file) -> {
                    announcement = new Announcement(discovery, address);
                    sweeper.start();
                    watcher.start();
                    rounds.start();
                    gateway.open(catalog, repositories);
                    LOG.infof(
                            "daemon %s listens on %s, announced in %s",
                            settings.version(), address.hostAndPort(), file);
                    serving = true;
                    yield new Start.Running(this, address);
                }
                case Discovery.Announced.Refused(String reason) -> new Start.Refused(reason);
            };
        } finally {
            if (!serving) {
                close();
            }
        }
    }

    /** Returns when somebody has asked the daemon to leave. */
    void awaitLeave() throws InterruptedException {
        leaving.await();
    }

    @Override
    public Located locate(Path root) {
        return repositories.locate(root);
    }

    @Override
    public ObjectNode status() {
        ObjectNode status = Json.object()
                .put("passed", true)
                .put("running", true)
                .put("version", settings.version())
                .put("pid", ProcessHandle.current().pid())
                .put(
                        "address",
                        announcement == null ? null : announcement.daemon().hostAndPort())
                .put("started_at", startedAt.toString())
                .put("connections", server == null ? 0 : server.connections());
        gateway.describe(status);
        status.set("calls", engine.operations().json());
        repositories.describe(status.putArray("repositories"), server == null ? Map.of() : server.clients());
        return status;
    }

    private void keepAnnounced() throws IOException {
        if (announcement != null) {
            announcement.keep();
        }
    }

    /** Nobody is connected, nobody has called, and no lease is open, for as long as the settings say. */
    private void leaveIfIdle() {
        if (settings.idleExit().isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        boolean inUse = server != null && server.connections() > 0 || repositories.isInCall();
        if (inUse || now.isBefore(lastClient) || repositories.lastUse().isAfter(lastClient)) {
            lastClient = now;
        } else if (!lastClient.plus(settings.idleExit().get()).isAfter(now) && repositories.openLeases() == 0) {
            LOG.infof(
                    "nobody has called for %s: the daemon leaves",
                    settings.idleExit().get());
            leave();
        }
    }

    @Override
    public void leave() {
        leaving.countDown();
    }

    /** Takes back the announcement. */
    void withdraw() throws IOException {
        if (announcement != null) {
            announcement.withdraw();
        }
    }

    /** Drains the gateway and the server, then gives up the files: calls in flight finish, nothing new begins. */
    @Override
    public void close() throws IOException {
        rounds.close();
        sweeper.close();
        watcher.close();
        Thread drained = Thread.ofVirtual().name("gateway-drain").start(gateway::drain);
        if (server != null) {
            server.close();
        }
        try {
            drained.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        withdraw();
        engine.close();
        instance.close();
        leaving.countDown();
    }
}
