package dev.ssot.rpc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Access;
import dev.ssot.operation.Call;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RolloutSlice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server on a free port with operations that tests steer, and what it takes to talk to it. */
final class RpcFixture implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String REPOSITORY_ID = "a1b2c3d4e5f60718";
    static final Path ROOT = Path.of("/somewhere/repo");

    static final ServerSettings.Limits LIMITS = new ServerSettings.Limits(
            1024, 64, 64, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(20), Duration.ofSeconds(5));

    private static final Map<String, CatalogEntry> METHODS = Stream.of(
                    "test.echo", "test.wait", "test.blob", "test.refuse", "test.bug")
            .map(RpcFixture::entry)
            .collect(Collectors.toMap(CatalogEntry::rpcMethod, Function.identity()));

    final Token token = Token.fresh();
    final CountDownLatch left = new CountDownLatch(1);
    final DaemonServer server;

    private final Map<String, CountDownLatch> entered = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> released = new ConcurrentHashMap<>();

    RpcFixture() throws IOException {
        this(LIMITS);
    }

    RpcFixture(ServerSettings.Limits limits) throws IOException {
        this(limits, Optional.empty());
    }

    /** @param socket the file to listen on too */
    RpcFixture(ServerSettings.Limits limits, Optional<Path> socket) throws IOException {
        ServerSettings port = ServerSettings.on(loopback(0), "1.2.3").within(limits);
        ServerSettings settings = socket.map(port::and).orElse(port);
        Operations operations = this::operate;
        this.server = DaemonServer.start(settings, token, operations, METHODS, new House());
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    DaemonClient client() {
        return client(token);
    }

    DaemonClient client(Token known) {
        return switch (DaemonClient.connect(server.address(), known, PATIENCE)) {
            case Connecting.Connected(DaemonClient client) -> client;
            case Connecting other -> throw new AssertionError(other);
        };
    }

    RawConnection raw() throws IOException {
        return new RawConnection(server.address());
    }

    /** Past the handshake, but with no client between the test and the wire. */
    RawConnection rawMember() throws IOException {
        RawConnection raw = raw();
        raw.shakeHands(token);
        return raw;
    }

    static ObjectNode params() {
        return params(object());
    }

    static ObjectNode params(ObjectNode arguments) {
        return Protocol.params(ROOT, REPOSITORY_ID, null, arguments);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The parameters of {@code orch.test_wait}: a call that is in the operation until the test lets it go. */
    static ObjectNode waitFor(String name) {
        return params(object().put("name", name));
    }

    void awaitEntered(String name) throws InterruptedException {
        latch(entered, name).await();
    }

    void release(String name) {
        latch(released, name).countDown();
    }

    @Override
    public void close() {
        server.close();
    }

    private Outcome operate(Call call) {
        return switch (call.operationId()) {
            case "test.echo" ->
                new Outcome.Answered(call.arguments()
                        .deepCopy()
                        .put("root", call.root().toString())
                        .put("request_id", call.requestId()));
            case "test.wait" -> {
                String name = call.arguments().path("name").asText();
                latch(entered, name).countDown();
                try {
                    latch(released, name).await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                yield new Outcome.Answered(object().put("name", name));
            }
            case "test.blob" ->
                new Outcome.Answered(object().put(
                                "blob", "x".repeat(call.arguments().path("size").asInt())));
            case "test.refuse" ->
                Outcome.refused(ErrorCode.valueOf(call.arguments().path("code").asText()), "it is so", "do that");
            default -> throw new IllegalStateException("secret detail of " + call.operationId());
        };
    }

    private static CountDownLatch latch(Map<String, CountDownLatch> latches, String name) {
        return latches.computeIfAbsent(name, _ -> new CountDownLatch(1));
    }

    private static CatalogEntry entry(String id) {
        return new CatalogEntry(
                id,
                "title",
                "description",
                "lane",
                "none",
                true,
                id.equals("test.wait") ? Access.WRITE : Access.READ,
                RolloutSlice.TASK,
                60_000,
                new CatalogEntry.Tool(id, "default", true),
                "orch." + id.replace('.', '_'),
                object(),
                object());
    }

    private final class House implements Household {

        @Override
        public Located locate(Path root) {
            return root.startsWith(ROOT)
                    ? new Located.At(ROOT, REPOSITORY_ID)
                    : new Located.Nowhere(new Refusal(
                            ErrorCode.REPOSITORY_NOT_FOUND, "no registry at or above " + root, "run ssot init"));
        }

        @Override
        public ObjectNode status() {
            return object().put("repositories", 1);
        }

        @Override
        public void leave() {
            server.close();
            left.countDown();
        }
    }
}
