package dev.ssot.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.rpc.FrameReader.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
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

    private final Wire wire;
    private final FrameReader in;
    private final FrameWriter out;
    private final String peer;
    private final Pulse pulse;
    private final String version;
    private final long pid;
    private final Unanswered unanswered = new Unanswered();
    private final AtomicLong ids = new AtomicLong();
    private volatile long heardAt = System.nanoTime();
    private volatile @Nullable String broken;

    private DaemonClient(
            Wire wire,
            FrameReader in,
            FrameWriter out,
            String peer,
            Pulse pulse,
            ClientHandshake.Result.Trusted daemon) {
        this.wire = wire;
        this.in = in;
        this.out = out;
        this.peer = peer;
        this.pulse = pulse;
        this.version = daemon.version();
        this.pid = daemon.pid();
    }

    /**
     * Connects to a daemon by its file, and by its port where there is none or nobody listens on it; both sides prove
     * that they know the token.
     */
    public static Connecting connect(DaemonAddress daemon, Duration deadline) {
        return connect(daemon, deadline, Pulse.DEFAULT);
    }

    /** @param pulse by which a daemon that hangs is told from one that is busy */
    public static Connecting connect(DaemonAddress daemon, Duration deadline, Pulse pulse) {
        return new Dial(daemon.token(), deadline, pulse).daemon(daemon);
    }

    /** Connects to a port of this machine; both sides prove that they know the token. */
    public static Connecting connect(InetSocketAddress address, Token token, Duration deadline) {
        return connect(address, token, deadline, Pulse.DEFAULT);
    }

    /** @param pulse by which a daemon that hangs is told from one that is busy */
    public static Connecting connect(InetSocketAddress address, Token token, Duration deadline, Pulse pulse) {
        return new Dial(token, deadline, pulse).port(address);
    }

    /**
     * Calls a method and waits for its answer until the deadline, which covers sending as well, or until the daemon
     * turns out to hang.
     */
    public Reply call(String method, ObjectNode params, Duration deadline) {
        long until = System.nanoTime() + nanos(deadline);
        return await(ask(method, params, until), until, deadline);
    }

    /** The answer to come; it is there at once if the request could not be sent. */
    private PendingReply ask(String method, ObjectNode params, long until) {
        long id = ids.incrementAndGet();
        byte[] line;
        try {
            line = JsonRpc.request(id, method, params);
        } catch (UncheckedIOException tooDeep) {
            return PendingReply.notSent("the arguments of " + method + " are nested too deeply to be sent");
        }
        if (line.length - 1 > Protocol.MAX_REQUEST) {
            return PendingReply.notSent(
                    "the request has " + line.length + " bytes; the daemon takes " + Protocol.MAX_REQUEST + " at most");
        }
        long sentBy = unanswered.isFull() ? until : Math.min(until, fromNow(pulse.longest()));
        PendingReply reply = unanswered.add(id, line.length);
        Optional<String> notSent = send(line, sentBy);
        if (notSent.isEmpty()) {
            return reply;
        }
        var _ = unanswered.take(id);
        return PendingReply.notSent(notSent.get());
    }

    private static long fromNow(Duration time) {
        return System.nanoTime() + time.toNanos();
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

    /** Shakes hands, and answers the client that goes on from there. */
    static Connecting greet(Wire wire, Token token, String peer, Pulse pulse) throws IOException {
        FrameReader in = new FrameReader(wire.in());
        FrameWriter out = new FrameWriter(wire.out());
        return switch (new ClientHandshake(in, out, token, peer).run()) {
            case ClientHandshake.Result.Failed(Connecting why) -> why;
            case ClientHandshake.Result.Trusted daemon -> {
                DaemonClient client = new DaemonClient(wire, in, out, peer, pulse, daemon);
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
    private Optional<String> send(byte[] line, long until) {
        String why = broken;
        if (why != null) {
            return Optional.of(why);
        }
        try {
            if (out.write(line, until, unanswered.mayBlock() ? wire : null)) {
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
        return Optional.of(why);
    }

    private Reply await(PendingReply reply, long until, Duration deadline) {
        try {
            while (true) {
                long quiet = pulse.quiet().toNanos();
                long left = until - System.nanoTime();
                Optional<Reply> answered = reply.within(Math.min(left, quiet));
                if (answered.isPresent()) {
                    return answered.get();
                }
                if (left <= quiet) {
                    return new Reply.Lost(
                            "the daemon at " + peer + " has not answered within " + deadline.toMillis() + " ms");
                }
                if (System.nanoTime() - heardAt >= quiet && !unanswered.isFull()) {
                    feelPulse(until);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Reply.Lost("the call was interrupted before the daemon answered");
        }
    }

    /** Breaks the connection off if the daemon sends nothing although it is asked. */
    private void feelPulse(long until) throws InterruptedException {
        long asked = System.nanoTime();
        long patience = pulse.answer().toNanos();
        PendingReply pong = ask(Protocol.PING, JsonNodeFactory.instance.objectNode(), fromNow(pulse.answer()));
        if (pong.within(Math.min(patience, until - asked)).isEmpty()
                && System.nanoTime() - asked >= patience
                && heardAt - asked < 0) {
            breakOff("the daemon at " + peer + " hangs: it owes an answer and has not answered a ping within "
                    + pulse.answer().toMillis() + " ms");
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
                    heardAt = System.nanoTime();
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
        Optional<PendingReply> call = id.isIntegralNumber() ? unanswered.take(id.asLong()) : Optional.empty();
        if (call.isEmpty()) {
            return Optional.of("the daemon at " + peer + " answered what was not asked: id "
                    + Printable.shortened(id.toString()) + ", error '"
                    + Printable.shortened(answer.path("error").path("message").asText()) + "'");
        }
        JsonNode error = answer.path("error");
        call.get()
                .give(
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
        Dial.close(wire);
        unanswered.lose(reason);
    }

    private static long nanos(Duration deadline) {
        return (deadline.compareTo(LONGEST_WAIT) < 0 ? deadline : LONGEST_WAIT).toNanos();
    }
}
