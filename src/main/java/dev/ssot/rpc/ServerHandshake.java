package dev.ssot.rpc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/** The daemon's side of the handshake: it proves itself first, so that a client tells nothing to a stranger. */
final class ServerHandshake {

    private final Token token;
    private final String version;
    private final long pid;

    ServerHandshake(Token token, String version, long pid) {
        this.token = token;
        this.version = version;
        this.pid = pid;
    }

    /** Whether the peer has proved that it knows the token; if not, it has been told why in one line. */
    boolean accepts(FrameReader in, FrameWriter out) throws IOException {
        Optional<ObjectNode> hello = read(in, out);
        if (hello.isEmpty()) {
            return false;
        }
        String protocol = hello.get().path("hello").asText();
        if (!protocol.equals(Protocol.ID)) {
            out.write(JsonRpc.error(RpcError.protocolUnsupported(Printable.shortened(protocol))));
            return false;
        }
        Optional<byte[]> theirs = Token.bytes(hello.get().path("nonce_c").asText());
        if (theirs.isEmpty()) {
            out.write(JsonRpc.error(
                    RpcError.invalidRequest("A connection begins with {\"hello\", \"nonce_c\"}, the nonce of "
                            + Token.BYTES + " bytes in hex.")));
            return false;
        }
        byte[] own = Token.nonce();
        out.write(JsonRpc.line(greeting(theirs.get(), own)));
        return provesItself(in, out, theirs.get(), own);
    }

    private boolean provesItself(FrameReader in, FrameWriter out, byte[] theirs, byte[] own) throws IOException {
        Optional<ObjectNode> answer = read(in, out);
        if (answer.isEmpty()) {
            return false;
        }
        if (!token.proves(
                Token.Side.CLIENT, own, theirs, answer.get().path("proof").asText())) {
            out.write(JsonRpc.error(RpcError.notTrusted()));
            return false;
        }
        out.write(JsonRpc.line(JsonNodeFactory.instance.objectNode().put("ok", true)));
        return true;
    }

    private ObjectNode greeting(byte[] theirs, byte[] own) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("nonce_s", HexFormat.of().formatHex(own))
                .put("proof", HexFormat.of().formatHex(token.proof(Token.Side.SERVER, theirs, own)))
                .put("protocol", Protocol.ID)
                .put("version", version)
                .put("pid", pid);
    }

    private static Optional<ObjectNode> read(FrameReader in, FrameWriter out) throws IOException {
        switch (in.next(Protocol.MAX_HANDSHAKE)) {
            case FrameReader.Frame.End() -> {}
            case FrameReader.Frame.TooLarge(int limit) -> out.write(JsonRpc.error(RpcError.requestTooLarge(limit)));
            case FrameReader.Frame.Line line -> {
                switch (JsonRpc.parse(line)) {
                    case JsonRpc.Parsed.Message(ObjectNode body) -> {
                        return Optional.of(body);
                    }
                    case JsonRpc.Parsed.Malformed(RpcError error) -> out.write(JsonRpc.error(error));
                }
            }
        }
        return Optional.empty();
    }
}
