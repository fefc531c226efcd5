package dev.ssot.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.rpc.FrameReader.Frame;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Optional;

/** The client's side of the handshake: proves nothing before the other side has. */
final class ClientHandshake {

    /** How it ended. */
    sealed interface Result {

        record Trusted(String version, long pid) implements Result {}

        record Failed(Connecting why) implements Result {}
    }

    private final FrameReader in;
    private final FrameWriter out;
    private final Token token;
    private final String peer;

    ClientHandshake(FrameReader in, FrameWriter out, Token token, String peer) {
        this.in = in;
        this.out = out;
        this.token = token;
        this.peer = peer;
    }

    Result run() throws IOException {
        byte[] own = Token.nonce();
        out.write(JsonRpc.line(JsonNodeFactory.instance
                .objectNode()
                .put("hello", Protocol.ID)
                .put("nonce_c", HexFormat.of().formatHex(own))));
        Optional<ObjectNode> answer = read();
        if (answer.isEmpty()) {
            return notTrusted("what answers at " + peer + " is no ssot daemon");
        }
        ObjectNode greeting = answer.get();
        if (refusedBecause(greeting).equals(RpcErrors.PROTOCOL_UNSUPPORTED_TEXT)) {
            return incompatible("the daemon at " + peer + " does not speak " + Protocol.ID);
        }
        Optional<byte[]> theirs = Token.bytes(greeting.path("nonce_s").asText());
        if (theirs.isEmpty()
                || !token.proves(
                        Token.Side.SERVER,
                        own,
                        theirs.get(),
                        greeting.path("proof").asText())) {
            return notTrusted("what answers at " + peer + " does not know the token of the discovery file");
        }
        String protocol = greeting.path("protocol").asText();
        if (!protocol.equals(Protocol.ID)) {
            return incompatible(
                    "the daemon at " + peer + " speaks " + Printable.shortened(protocol) + ", not " + Protocol.ID);
        }
        return prove(own, theirs.get(), greeting);
    }

    private Result prove(byte[] own, byte[] theirs, JsonNode greeting) throws IOException {
        byte[] proof = token.proof(Token.Side.CLIENT, theirs, own);
        out.write(JsonRpc.line(JsonNodeFactory.instance
                .objectNode()
                .put("proof", HexFormat.of().formatHex(proof))));
        boolean accepted =
                read().filter(answer -> answer.path("ok").asBoolean()).isPresent();
        return accepted
                ? new Result.Trusted(
                        greeting.path("version").asText(), greeting.path("pid").asLong())
                : notTrusted("the daemon at " + peer + " does not accept our proof");
    }

    /** Empty if the line is no JSON object of a bearable length. */
    private Optional<ObjectNode> read() throws IOException {
        return switch (in.next(Protocol.MAX_HANDSHAKE)) {
            case Frame.End() -> throw new IOException("the connection was closed during the handshake");
            case Frame.TooLarge(int _) -> Optional.empty();
            case Frame.Line line ->
                switch (JsonRpc.parse(line)) {
                    case JsonRpc.Parsed.Message(ObjectNode body) -> Optional.of(body);
                    case JsonRpc.Parsed.Malformed(RpcError _) -> Optional.empty();
                };
        };
    }

    private static String refusedBecause(JsonNode answer) {
        return RpcError.parse(answer.path("error")).code();
    }

    private static Result notTrusted(String reason) {
        return new Result.Failed(new Connecting.NotTrusted(reason));
    }

    private static Result incompatible(String reason) {
        return new Result.Failed(new Connecting.Incompatible(reason));
    }
}
