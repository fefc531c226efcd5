package dev.ssot.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The wire as it is, written independently of the client and its codec. */
final class RawConnection implements AutoCloseable {

    final Socket socket = new Socket();
    private final OutputStream out;
    private final BufferedReader in;

    RawConnection(InetSocketAddress address) throws IOException {
        socket.setSoTimeout((int) RpcFixture.PATIENCE.toMillis());
        socket.connect(address);
        out = socket.getOutputStream();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void shakeHands(Token token) throws IOException {
        byte[] own = Token.nonce();
        send("{\"hello\":\"ssot.daemon/v1\",\"nonce_c\":\"" + HexFormat.of().formatHex(own) + "\"}");
        JsonNode greeting = receive();
        byte[] theirs = HexFormat.of().parseHex(greeting.path("nonce_s").asText());
        send("{\"proof\":\"" + HexFormat.of().formatHex(token.proof(Token.Side.CLIENT, theirs, own)) + "\"}");
        JsonNode accepted = receive();
        if (!accepted.path("ok").asBoolean()) {
            throw new AssertionError(accepted);
        }
    }

    void send(String line) throws IOException {
        send((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void call(int id, String method, ObjectNode params) throws IOException {
        ObjectNode request =
                RpcFixture.object().put("jsonrpc", "2.0").put("id", id).put("method", method);
        request.set("params", params);
        send(Json.MAPPER.writeValueAsString(request));
    }

    JsonNode receive() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("closed by the server");
        }
        return Json.MAPPER.readTree(line);
    }

    /** Waits for the end of the stream; true if nothing came before it. */
    boolean closedByServer() throws IOException {
        try {
            return in.readLine() == null;
        } catch (java.net.SocketTimeoutException late) {
            throw new AssertionError("the server keeps the connection open", late);
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
