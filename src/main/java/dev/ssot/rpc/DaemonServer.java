package dev.ssot.rpc;

import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.Operations;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@link Operations} to clients on this machine. A crash leaves nothing behind: the port and the connections
 * belong to the process.
 */
public final class DaemonServer implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DaemonServer.class);
    private static final Duration SHORTEST_ROUND = Duration.ofMillis(10);
    private static final Duration LONGEST_ROUND = Duration.ofMillis(500);

    private final ServerSettings.Limits limits;
    private final Listener.Tcp tcp;
    private final Listener.@Nullable Local local;
    private final Connections connections;
    private final Gate gate = new Gate();
    private final ServerConnection.Surroundings surroundings;
    private final AtomicBoolean leaving = new AtomicBoolean();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private DaemonServer(
            ServerSettings settings,
            Listener.Tcp tcp,
            Listener.@Nullable Local local,
            Token token,
            Dispatcher dispatcher,
            Household household) {
        this.limits = settings.limits();
        this.tcp = tcp;
        this.local = local;
        this.connections = new Connections(limits.connections(), limits.strangers());
        ServerHandshake handshake = new ServerHandshake(
                token, settings.version(), ProcessHandle.current().pid());
        this.surroundings = new ServerConnection.Surroundings(
                limits, handshake, dispatcher, connections, gate, () -> leave(household));
    }

    /**
     * Binds the address and serves until {@link #close}.
     *
     * @param methods the operations, by their RPC methods
     */
    public static DaemonServer start(
            ServerSettings settings,
            Token token,
            Operations operations,
            Map<String, CatalogEntry> methods,
            Household household)
            throws IOException {
        Listener.Tcp tcp = Listener.Tcp.bind(settings.bind());
        Dispatcher dispatcher = new Dispatcher(
                operations,
                methods,
                household,
                settings.version(),
                ProcessHandle.current().pid());
        DaemonServer server = new DaemonServer(settings, tcp, local(settings), token, dispatcher, household);
        server.listeners()
                .forEach(listener -> Thread.ofVirtual().name("ssot-rpc-accept").start(() -> server.accept(listener)));
        Thread.ofVirtual().name("ssot-rpc-deadlines").start(server::watchDeadlines);
        return server;
    }

    /** Where it listens, with the port that was taken. */
    public InetSocketAddress address() {
        return tcp.address();
    }

    /** The file by which it can be reached too; empty where the system does not allow one. */
    public Optional<Path> socket() {
        return Optional.ofNullable(local).map(Listener.Local::file);
    }

    private List<Listener> listeners() {
        return local == null ? List.of(tcp) : List.of(tcp, local);
    }

    private static Listener.@Nullable Local local(ServerSettings settings) {
        try {
            return settings.socket().isPresent()
                    ? Listener.Local.bind(settings.socket().get())
                    : null;
        } catch (IOException refused) {
            LOG.warnf(
                    "no socket at %s, clients come over TCP: %s",
                    settings.socket().get(), refused.getMessage());
            return null;
        }
    }

    /** How many connections are open, strangers included. */
    public int connections() {
        return connections.open().size();
    }

    /** How many connections have named each repository. */
    public Map<Path, Integer> clients() {
        Map<Path, Integer> clients = new HashMap<>();
        connections
                .open()
                .forEach(connection -> connection.visited().forEach(root -> clients.merge(root, 1, Integer::sum)));
        return clients;
    }

    /**
     * Takes no new connection or call, waits for the calls in flight up to the drain limit, closes every connection.
     * Calls that run longer finish unheard: they are not interrupted, since that could tear a file from under them.
     * A second call waits for the first.
     */
    @Override
    public void close() {
        if (leaving.compareAndSet(false, true)) {
            drain();
            return;
        }
        try {
            closed.await();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        try {
            closing.countDown();
            for (Listener listener : listeners()) {
                listener.close();
            }
            if (!gate.shut(limits.drain())) {
                LOG.warnf("closing with calls still running after %s", limits.drain());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (IOException alreadyGone) {
            LOG.debugf("closing the listener: %s", alreadyGone.getMessage());
        } finally {
            connections.closeAll();
            closed.countDown();
        }
    }

    private void leave(Household household) {
        Thread.ofVirtual().name("ssot-rpc-leave").start(() -> {
            try {
                household.leave();
            } catch (RuntimeException bug) {
                LOG.error("orch.shutdown was answered, but leaving failed", bug);
            }
        });
    }

    private void accept(Listener listener) {
        while (!leaving.get()) {
            try {
                welcome(listener.accept());
            } catch (IOException refused) {
                if (!leaving.get()) {
                    LOG.warnf("cannot accept a connection: %s", refused.getMessage());
                    pause(SHORTEST_ROUND); // out of file handles: trying again at once would only spin
                }
            }
        }
    }

    private void welcome(Wire wire) {
        ServerConnection connection = new ServerConnection(wire, surroundings);
        if (connections.admit(connection)) {
            connection.start();
        }
    }

    private void watchDeadlines() {
        Duration round = Stream.of(limits.handshake(), limits.idle(), limits.write())
                .min(Duration::compareTo)
                .map(shortest -> shortest.dividedBy(4))
                .filter(quarter -> quarter.compareTo(LONGEST_ROUND) < 0)
                .orElse(LONGEST_ROUND);
        Duration pause = round.compareTo(SHORTEST_ROUND) < 0 ? SHORTEST_ROUND : round;
        // Until the last connection is gone: a drain must not wait for a peer that does not read.
        while (closed.getCount() > 0) {
            long now = System.nanoTime();
            connections.open().forEach(connection -> connection.closeIfOverdue(now));
            await(closed, pause);
        }
    }

    private void pause(Duration time) {
        await(closing, time);
    }

    private static void await(CountDownLatch latch, Duration time) {
        try {
            var _ = latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("nobody interrupts the server's own threads", impossible);
        }
    }
}
