package dev.ssot.support;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A real daemon that serves HTTP for one repository on a port of its own. */
public final class RunningGateway implements AutoCloseable {

    public static final String WRITE_TOKEN = "token-that-may-write";
    public static final String READ_TOKEN = "token-that-may-read-only";

    private final RunningDaemon daemon;
    private final int port;

    private RunningGateway(RunningDaemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    /**
     * @param runtime an empty folder for the daemon's files
     * @param folder where the daemon is started
     * @param settings beside port and tokens, by their names without {@code VOX_MCP_HTTP_}; an empty one unsets
     */
    public static RunningGateway start(Path runtime, Path folder, Map<String, String> settings)
            throws IOException, InterruptedException {
        int port = freePort();
        Map<String, String> all = new HashMap<>();
        all.put("ENABLED", "1");
        all.put("PORT", Integer.toString(port));
        all.put("BEARER_TOKEN", WRITE_TOKEN);
        all.put("READ_BEARER_TOKEN", READ_TOKEN);
        all.put("RATE_LIMIT_PER_MINUTE", "100000");
        all.putAll(settings);
        Map<String, String> environment = new HashMap<>();
        all.forEach((name, value) -> environment.put(name.startsWith("VOX_") ? name : "VOX_MCP_HTTP_" + name, value));
        RunningDaemon daemon = RunningDaemon.at(runtime, folder, environment);
        ObjectNode started = daemon.start();
        if (!started.path("passed").asBoolean()) {
            throw new AssertionError("the daemon does not start: " + started);
        }
        return new RunningGateway(daemon, port);
    }

    /** One that nobody has at this moment. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    public RunningDaemon daemon() {
        return daemon;
    }

    public int port() {
        return port;
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A request without a token. */
    public RequestSpecification anonymous() {
        return given().baseUri(url()).contentType(ContentType.JSON).accept("application/json, text/event-stream");
    }

    public RequestSpecification with(String token) {
        return anonymous().header("Authorization", "Bearer " + token);
    }

    public RequestSpecification writer() {
        return with(WRITE_TOKEN);
    }

    public RequestSpecification reader() {
        return with(READ_TOKEN);
    }

    /** Sends these lines as they are, and answers all that comes back until the server closes. */
    public String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        daemon.close();
    }
}
