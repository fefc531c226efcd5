package dev.ssot.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.rpc.FrameReader.Frame;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the daemon, shared by any number of threads. Once broken it stays broken: calls under way are
 * lost, later ones are not sent, and the owner connects anew. Interrupting a virtual thread inside a call may break
 * the connection, as the JDK closes a socket under an interrupted virtual thread.
 */
public final class DaemonClient implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DaemonClient.class);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** So many bytes always fit the buffers between us and a peer that does not read: writing them cannot block. */
    private static final long FITS = 32 << 10;

    private record Waiting(int bytes, CompletableFuture<Reply> reply) {}

    private final Wire wire;
    private final FrameReader in;
    private final FrameWriter out;
    private final String peer;
    private final String version;
    private final long pid;

    /** What was sent and not answered, calls that ran out of time included: their answers may still come. */
    private final ConcurrentHashMap<Long, Waiting> waiting = new ConcurrentHashMap<>();

    private final AtomicLong unansweredBytes = new AtomicLong();
    private final AtomicLong ids = new AtomicLong();
    private volatile @Nullable String broken;

    private DaemonClient(
            Wire wire, FrameReader in, FrameWriter out, String peer, ClientHandshake.Result.Trusted daemon) {
        this.wire = wire;
        this.in = in;
        this.out = out;
        this.peer = peer;
        this.version = daemon.version();
        this.pid = daemon.pid();
    }

    /**
     * Connects to a daemon by its file, and by its port where there is none or nobody listens on it; both sides prove
     * that they know the token.
     */
    public static Connecting connect(DaemonAddress daemon, Duration deadline) {
        return daemon.socket()
                .flatMap(file -> connect(file, daemon.token(), deadline))
                .orElseGet(() -> connect(daemon.address(), daemon.token(), deadline));
    }

    /** Empty if nobody listens there. */
    private static Optional<Connecting> connect(Path file, Token token, Duration deadline) {
        Connecting result = null;
        SocketChannel channel = null;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try (Fuse _ = new Fuse(channel, deadline)) {
                channel.connect(UnixDomainSocketAddress.of(file));
                result = new Connecting.Unreachable(
                        "the daemon at " + file + " does not answer within " + deadline.toMillis() + " ms");
                result = greet(Wire.of(channel), token, file.toString());
            }
        } catch (IOException | UnsupportedOperationException nobody) {
            LOG.debugf("connecting to %s: %s", file, nobody.getMessage());
        } finally {
            if (channel != null && !(result instanceof Connecting.Connected)) {
                close(channel);
            }
        }
        return Optional.ofNullable(result);
    }

    /** Connects to a port of this machine; both sides prove that they know the token. */
    public static Connecting connect(InetSocketAddress address, Token token, Duration deadline) {
        String peer = address.getHostString() + ":" + address.getPort();
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            return new Connecting.NotTrusted(peer + " is not on this machine; the daemon listens on loopback only");
        }
        Socket socket = new Socket();
        Connecting result = new Connecting.Unreachable("connecting to " + peer + " was not finished");
        try (Fuse _ = new Fuse(socket, deadline)) {
            socket.connect(address, (int) Math.clamp(deadline.toMillis(), 1, Integer.MAX_VALUE));
            result = greet(Wire.of(socket), token, peer);
        } catch (IOException unreachable) {
            result = new Connecting.Unreachable("no daemon answers at " + peer + " within " + deadline.toMillis()
                    + " ms: " + unreachable.getMessage());
        } finally {
            if (!(result instanceof Connecting.Connected)) {
                close(socket);
            }
        }
        return result;
    }

    /** Calls a method and waits for its answer until the deadline, which covers sending as well. */
    public Reply call(String method, ObjectNode params, Duration deadline) {
        long id = ids.incrementAndGet();
        byte[] line;
        try {
            line = JsonRpc.request(id, method, params);
        } catch (UncheckedIOException tooDeep) {
            return new Reply.NotSent("the arguments of " + method + " are nested too deeply to be sent");
        }
        if (line.length - 1 > Protocol.MAX_REQUEST) {
            return new Reply.NotSent(
                    "the request has " + line.length + " bytes; the daemon takes " + Protocol.MAX_REQUEST + " at most");
        }
        long until = System.nanoTime() + nanos(deadline);
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        waiting.put(id, new Waiting(line.length, reply));
        Optional<Reply.NotSent> notSent = send(line, until);
        if (notSent.isPresent()) {
            waiting.remove(id);
            return notSent.get();
        }
        return await(reply, until, deadline);
    }

    /** The daemon's version, as it told when it proved itself. */
    public String version() {
        return version;
    }

    public long pid() {
        return pid;
    }

    /** Why the connection cannot be used any more; empty as long as it can. */
    public Optional<String> broken() {
        return Optional.ofNullable(broken);
    }

    @Override
    public void close() {
        breakOff("the connection to the daemon at " + peer + " was closed");
    }

    private static Connecting greet(Wire wire, Token token, String peer) throws IOException {
        FrameReader in = new FrameReader(wire.in());
        FrameWriter out = new FrameWriter(wire.out());
        return switch (new ClientHandshake(in, out, token, peer).run()) {
            case ClientHandshake.Result.Failed(Connecting why) -> why;
            case ClientHandshake.Result.Trusted daemon -> {
                DaemonClient client = new DaemonClient(wire, in, out, peer, daemon);
                // A thread of the system: measured, it wakes a fifth sooner than a virtual one, and it is only one.
                Thread.ofPlatform().daemon().name("ssot-rpc-client").start(client::receiveUntilBroken);
                yield new Connecting.Connected(client);
            }
        };
    }

    /**
     * Writes a line, or says why it never reached the daemon. A write that fails has not delivered its LF, which is
     * its last byte, and the daemon drops a line without one.
     */
    private Optional<Reply.NotSent> send(byte[] line, long until) {
        String why = broken;
        if (why != null) {
            return Optional.of(new Reply.NotSent(why));
        }
        boolean mayWait = unansweredBytes.addAndGet(line.length) > FITS;
        try {
            if (out.write(line, until, mayWait ? wire : null)) {
                return Optional.empty();
            }
            why = "the daemon at " + peer + " did not take the request in time";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            why = "the call was interrupted before it was sent";
        } catch (IOException failed) {
            why = "the connection to the daemon at " + peer + " is lost: " + failed.getMessage();
            breakOff(why);
        }
        unansweredBytes.addAndGet(-line.length);
        return Optional.of(new Reply.NotSent(why));
    }

    private Reply await(CompletableFuture<Reply> reply, long until, Duration deadline) {
        try {
            return reply.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return new Reply.Lost("the daemon at " + peer + " has not answered within " + deadline.toMillis() + " ms");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Reply.Lost("the call was interrupted before the daemon answered");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("replies are values", impossible);
        }
    }

    private void receiveUntilBroken() {
        String why;
        try {
            why = receive();
        } catch (IOException lost) {
            why = "the connection to the daemon at " + peer + " is lost: " + lost.getMessage();
        } catch (RuntimeException bug) {
            LOG.error("the connection to the daemon is given up because of a failure of the client", bug);
            why = "the connection to the daemon at " + peer + " was given up after a failure of the client";
        }
        breakOff(why);
    }

    /** Hands answers out until there are no more, and says why. */
    private String receive() throws IOException {
        while (true) {
            switch (in.next(Protocol.MAX_RESPONSE)) {
                case Frame.End() -> {
                    return "the daemon at " + peer + " closed the connection";
                }
                case Frame.TooLarge(int limit) -> {
                    return "the daemon at " + peer + " sent a line longer than " + limit + " bytes";
                }
                case Frame.Line line -> {
                    Optional<String> fault = deliver(line);
                    if (fault.isPresent()) {
                        return fault.get();
                    }
                }
            }
        }
    }

    private Optional<String> deliver(Frame.Line line) {
        if (!(JsonRpc.parse(line) instanceof JsonRpc.Parsed.Message(ObjectNode answer))) {
            return Optional.of("the daemon at " + peer + " sent a line that is no JSON object");
        }
        JsonNode id = answer.path("id");
        Waiting call = id.isIntegralNumber() ? waiting.remove(id.asLong()) : null;
        if (call == null) {
            return Optional.of("the daemon at " + peer + " answered what was not asked: id "
                    + Printable.shortened(id.toString()) + ", error '"
                    + Printable.shortened(answer.path("error").path("message").asText()) + "'");
        }
        unansweredBytes.addAndGet(-call.bytes());
        JsonNode error = answer.path("error");
        call.reply()
                .complete(
                        error.isMissingNode()
                                ? new Reply.Answered(answer.path("result"))
                                : new Reply.Failed(RpcError.parse(error).toRefusal()));
        return Optional.empty();
    }

    /** The first reason stands. Whoever registers a call later sees {@link #broken} and takes it back. */
    private void breakOff(String reason) {
        synchronized (this) {
            if (broken == null) {
                broken = reason;
            }
        }
        close(wire);
        waiting.values().forEach(call -> call.reply().complete(new Reply.Lost(reason)));
        waiting.clear();
    }

    private static long nanos(Duration deadline) {
        return (deadline.compareTo(LONGEST_WAIT) < 0 ? deadline : LONGEST_WAIT).toNanos();
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            LOG.debugf("closing a connection: %s", alreadyGone.getMessage());
        }
    }
}
