package dev.ssot.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A daemon that speaks the real handshake and protocol, and otherwise does what a test says. */
public final class ScriptedPeer implements AutoCloseable {

    /** What it does with one request; a connection's requests come one after the other. */
    @FunctionalInterface
    public interface Script {

        void on(Exchange exchange) throws Exception;
    }

    /** One request, and the ways to answer it. */
    public record Exchange(ScriptedPeer peer, String method, ObjectNode params, JsonNode id, FrameWriterOf out) {

        public boolean isPing() {
            return method.equals(Protocol.PING);
        }

        public void answer(ObjectNode result) throws IOException {
            out.write(JsonRpc.result(id, result));
        }

        public void refuse(ErrorCode code, String message) throws IOException {
            out.write(JsonRpc.error(id, RpcError.of(code, message, "do something else")));
        }

        /** Says that this repository is served. */
        public void serve(String repositoryId) throws IOException {
            answer(Json.object().put("ok", true).put("repository_id", repositoryId));
        }
    }

    /** Writes lines. */
    @FunctionalInterface
    public interface FrameWriterOf {

        void write(byte[] line) throws IOException;
    }

    private final ServerSocket listener = new ServerSocket();
    private final Token token = Token.fresh();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final String version;
    private final Script script;

    /** @param version of its build, as it tells */
    public ScriptedPeer(String version, Script script) throws IOException {
        this.version = version;
        this.script = script;
        listener.bind(RpcFixture.loopback(0));
    }

    /** Shakes hands with everybody and follows the script. */
    public ScriptedPeer serve() {
        return meet((socket, in, out) -> {
            if (new ServerHandshake(token, version, 1).accepts(in, out)) {
                while (in.next(Protocol.MAX_REQUEST) instanceof FrameReader.Frame.Line line) {
                    Request request = ((Request.Read.Asked) Request.read(line)).request();
                    script.on(new Exchange(this, request.method(), request.params(), request.id(), out::write));
                }
            }
        });
    }

    /** Refuses every handshake, as a daemon of another protocol does. */
    public ScriptedPeer refuseProtocol() {
        return meet((socket, in, out) -> {
            var _ = in.next(Protocol.MAX_HANDSHAKE);
            out.write(JsonRpc.error(RpcError.protocolUnsupported(Protocol.ID)));
            socket.shutdownOutput();
        });
    }

    /** Takes connections, as the system does for a process that is stopped, and says nothing. */
    public ScriptedPeer staySilent() {
        return this;
    }

    /** Where it is, to be announced in the name of this process. */
    public DaemonAddress address() {
        return address(token);
    }

    /** The same with a token that it does not know. */
    public DaemonAddress addressWithAnotherToken() {
        return address(Token.fresh());
    }

    private DaemonAddress address(Token announced) {
        return DaemonAddress.ofThisProcess((InetSocketAddress) listener.getLocalSocketAddress(), announced, version);
    }

    /** How many connections were taken. */
    public int connections() {
        return connections.get();
    }

    /** Ends as a process does: the port and every connection at once. */
    public void die() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        die();
    }

    private interface Meeting {
        void with(Socket socket, FrameReader in, FrameWriter out) throws Exception;
    }

    private ScriptedPeer meet(Meeting meeting) {
        Thread.ofVirtual().name("scripted-peer").start(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket socket = listener.accept();
                    open.add(socket);
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> run(meeting, socket));
                } catch (IOException closed) {
                    return;
                }
            }
        });
        return this;
    }

    private static void run(Meeting meeting, Socket socket) {
        try {
            meeting.with(socket, new FrameReader(socket.getInputStream()), new FrameWriter(socket.getOutputStream()));
        } catch (IOException gone) {
            // The other side, or the end of the test.
        } catch (Exception wrong) {
            throw new AssertionError(wrong);
        }
    }
}
