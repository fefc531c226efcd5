package dev.ssot.rpc;

import dev.ssot.rpc.FrameReader.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * One client. Exactly one thread reads; once it has a request it starts the next reader and serves the request itself,
 * so that no request waits for another thread to wake.
 */
final class ServerConnection {

    private static final Logger LOG = Logger.getLogger(ServerConnection.class);
    private static final int MOST_VISITED = 256;
    private static final long LAST_WORDS = 64L << 20;

    private enum Phase {
        STRANGER,
        MEMBER,
        PARTING
    }

    /** What all connections of a server share. */
    record Surroundings(
            ServerSettings.Limits limits,
            ServerHandshake handshake,
            Dispatcher dispatcher,
            Connections connections,
            Gate gate,
            Runnable onShutdown) {}

    private final Surroundings around;
    private final Wire wire;
    private final FrameReader in;
    private final FrameWriter out;

    /** One permit for the reader and, handed on by it, one per request that is not answered yet. */
    private final Semaphore room;

    private final AtomicInteger unanswered = new AtomicInteger();
    /** The repositories that its requests were about; a client has few. */
    private final Set<Path> visited = ConcurrentHashMap.newKeySet();

    private volatile boolean ended;
    private volatile Phase phase = Phase.STRANGER;
    private volatile long activeAt = System.nanoTime();

    ServerConnection(Wire wire, Surroundings around) {
        this.around = around;
        this.wire = wire;
        this.in = new FrameReader(wire.in());
        this.out = new FrameWriter(wire.out());
        this.room = new Semaphore(around.limits().requests());
    }

    void start() {
        continueOn(this::meet);
    }

    void close() {
        try {
            wire.close();
        } catch (IOException alreadyGone) {
            LOG.debugf("closing a connection: %s", alreadyGone.getMessage());
        }
        around.connections().remove(this);
    }

    /** Closes the connection if its peer has kept us waiting for too long. */
    void closeIfOverdue(long now) {
        ServerSettings.Limits limits = around.limits();
        long quiet = now - activeAt;
        boolean overdue = switch (phase) {
            case STRANGER, PARTING -> quiet > limits.handshake().toNanos();
            case MEMBER -> unanswered.get() == 0 && quiet > limits.idle().toNanos();
        };
        if (overdue || out.stalled(now, limits.write().toNanos())) {
            close();
        }
    }

    private void visit(Path root) {
        if (visited.size() < MOST_VISITED) {
            visited.add(root);
        }
    }

    Set<Path> visited() {
        return visited;
    }

    private void meet() throws IOException {
        if (!around.handshake().accepts(in, out)) {
            part();
        } else if (around.connections().promote(this)) {
            activeAt = System.nanoTime();
            phase = Phase.MEMBER;
            read();
        } else {
            close();
        }
    }

    private void read() throws IOException {
        while (true) {
            room.acquireUninterruptibly();
            switch (in.next(Protocol.MAX_REQUEST)) {
                case Frame.End() -> {
                    ended = true;
                    closeAfterLastAnswer();
                    return;
                }
                case Frame.TooLarge(int limit) -> {
                    out.write(JsonRpc.error(RpcError.requestTooLarge(limit)));
                    part();
                    return;
                }
                case Frame.Line line -> {
                    activeAt = System.nanoTime();
                    switch (Request.read(line)) {
                        case Request.Read.Unusable(byte[] answer) -> {
                            out.write(answer);
                            room.release();
                        }
                        case Request.Read.Asked(Request request) -> {
                            unanswered.incrementAndGet();
                            continueOn(this::read);
                            serve(request);
                            return;
                        }
                    }
                }
            }
        }
    }

    private void serve(Request request) throws IOException {
        boolean entered = around.gate().enter();
        boolean leaves = false;
        try {
            Dispatcher.Answer answer =
                    entered ? around.dispatcher().answer(request, this::visit) : Dispatcher.shuttingDown(request);
            leaves = answer.leaves();
            out.write(answer.line());
        } finally {
            if (entered) {
                around.gate().leave();
            }
            activeAt = System.nanoTime();
            unanswered.decrementAndGet();
            room.release();
            closeAfterLastAnswer();
            if (leaves) {
                around.onShutdown().run();
            }
        }
    }

    /** A peer that has only stopped sending still gets its answers. */
    private void closeAfterLastAnswer() {
        if (ended && unanswered.get() == 0) {
            close();
        }
    }

    /** Lets the peer read our last line: closing with bytes unread would reset the connection under it. */
    private void part() throws IOException {
        activeAt = System.nanoTime();
        phase = Phase.PARTING;
        wire.endOutput();
        in.discard(LAST_WORDS);
        close();
    }

    private interface Step {
        void run() throws IOException;
    }

    private void continueOn(Step step) {
        Thread.ofVirtual().name("ssot-rpc-connection").start(() -> {
            try {
                step.run();
            } catch (IOException gone) {
                LOG.debugf("a connection was lost: %s", gone.getMessage());
                close();
            } catch (Throwable bug) {
                LOG.error("a connection is closed because of a failure of the server", bug);
                close();
            }
        });
    }
}
