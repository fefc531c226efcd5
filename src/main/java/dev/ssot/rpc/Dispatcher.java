package dev.ssot.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.workspace.ProcessIdentity;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Turns a request into the line that answers it, whatever happens on the way. */
final class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /** The line that answers a request, and whether the daemon was asked to leave by it. */
    @SuppressWarnings("ArrayRecordComponent") // handed from one method to the next: never compared
    record Answer(byte[] line, boolean leaves) {}

    /** What a method came to. */
    private sealed interface Reached {

        record Result(ObjectNode value) implements Reached {}

        record Error(RpcError error) implements Reached {}
    }

    private final Operations operations;
    private final Map<String, CatalogEntry> methods;
    private final Map<String, BiFunction<ObjectNode, Consumer<Path>, Reached>> own = new LinkedHashMap<>();
    private final Household household;
    private final String version;
    private final long pid;

    Dispatcher(
            Operations operations, Map<String, CatalogEntry> methods, Household household, String version, long pid) {
        this.operations = operations;
        this.methods = methods;
        this.household = household;
        this.version = version;
        this.pid = pid;
        own.put(Protocol.PING, this::ping);
        own.put(Protocol.STATUS, (_, _) -> new Reached.Result(household.status()));
        own.put(
                Protocol.SHUTDOWN,
                (_, _) ->
                        new Reached.Result(JsonNodeFactory.instance.objectNode().put("ok", true)));
    }

    /** The methods that are answered: those of the protocol itself, then those of operations. */
    Set<String> methods() {
        Set<String> known = new LinkedHashSet<>(own.keySet());
        known.addAll(methods.keySet());
        return known;
    }

    /** @param visited told the root of the repository that the request is about */
    Answer answer(Request request, Consumer<Path> visited) {
        try {
            return switch (reach(request, visited)) {
                case Reached.Result(ObjectNode value) ->
                    new Answer(
                            bounded(request, JsonRpc.result(request.id(), value)),
                            request.method().equals(Protocol.SHUTDOWN));
                case Reached.Error(RpcError error) -> new Answer(JsonRpc.error(request.id(), error), false);
            };
        } catch (Throwable bug) {
            String correlation = Integer.toHexString(ThreadLocalRandom.current().nextInt() | 1 << 31);
            LOG.errorf(bug, "[%s] %s failed", correlation, Printable.shortened(request.method()));
            RpcError internal = RpcError.of(
                    ErrorCode.INTERNAL,
                    "The daemon failed at this call; correlation id " + correlation + ".",
                    "Look for " + correlation + " in the daemon's log: ssot daemon logs.");
            return new Answer(JsonRpc.error(request.id(), internal), false);
        }
    }

    static Answer shuttingDown(Request request) {
        RpcError refusal = RpcError.of(
                ErrorCode.SHUTTING_DOWN,
                "The daemon is leaving and takes no new calls.",
                "Call again: the next daemon or the files answer.");
        return new Answer(JsonRpc.error(request.id(), refusal), false);
    }

    private Reached reach(Request request, Consumer<Path> visited) {
        JsonNode protocol = request.params().path("protocol");
        if (!protocol.isMissingNode() && !protocol.asText().equals(Protocol.ID)) {
            return new Reached.Error(RpcError.protocolUnsupported(Printable.shortened(protocol.asText())));
        }
        BiFunction<ObjectNode, Consumer<Path>, Reached> itself = own.get(request.method());
        if (itself != null) {
            return itself.apply(request.params(), visited);
        }
        CatalogEntry entry = methods.get(request.method());
        return entry == null ? unknown(request.method()) : operation(entry, request.params(), visited);
    }

    private static Reached unknown(String method) {
        return refused(
                ErrorCode.UNKNOWN_OPERATION,
                "There is no method '" + Printable.shortened(method) + "'.",
                "Use a client and a daemon of the same release; " + Protocol.PING + " tells the daemon's version.");
    }

    private Reached ping(ObjectNode params, Consumer<Path> visited) {
        ObjectNode pong = JsonNodeFactory.instance
                .objectNode()
                .put("ok", true)
                .put("protocol", Protocol.ID)
                .put("version", version)
                .put("pid", pid);
        if (params.path("root").isMissingNode()) {
            return new Reached.Result(pong);
        }
        return onRepository(
                params,
                params.path("repository_id").isMissingNode(),
                visited,
                at -> new Reached.Result(pong.put("repository_id", at.repositoryId())));
    }

    private Reached operation(CatalogEntry entry, ObjectNode params, Consumer<Path> visited) {
        JsonNode requestId = params.path("request_id");
        if (params.path("protocol").isMissingNode()) {
            return new Reached.Error(RpcError.protocolUnsupported(""));
        }
        if (!(params.path("arguments") instanceof ObjectNode arguments)) {
            return invalid("arguments is missing or no object.");
        }
        if (!requestId.isMissingNode() && !requestId.isNull() && !requestId.isTextual()) {
            return invalid("request_id is no text.");
        }
        ProcessIdentity session =
                ProcessIdentity.parse(params.path("session").textValue()).orElse(null);
        if (session == null && params.has("session")) {
            return invalid("session is no process identity.");
        }
        return onRepository(params, false, visited, at -> {
            Call call = new Call(
                    entry.id(), at.root(), arguments, requestId.isTextual() ? requestId.asText() : null, session);
            return switch (operations.call(call)) {
                case Outcome.Answered(ObjectNode result) -> new Reached.Result(result);
                case Outcome.Refused(Refusal refusal) -> new Reached.Error(RpcError.of(refusal));
            };
        });
    }

    private Reached onRepository(
            ObjectNode params,
            boolean anyRepository,
            Consumer<Path> visited,
            Function<Household.Located.At, Reached> there) {
        Optional<Path> root = absolute(params.path("root"));
        if (root.isEmpty()) {
            return invalid("root is missing or no absolute path.");
        }
        String expected = params.path("repository_id").asText();
        return switch (household.locate(root.get())) {
            case Household.Located.Nowhere(Refusal refusal) -> new Reached.Error(RpcError.of(refusal));
            case Household.Located.At at -> {
                visited.accept(at.root());
                yield anyRepository || at.repositoryId().equals(expected)
                        ? there.apply(at)
                        : refused(
                                ErrorCode.REPOSITORY_MISMATCH,
                                "The daemon sees repository " + at.repositoryId() + " at " + at.root()
                                        + "; the call expects '" + Printable.shortened(expected) + "'.",
                                "Run the client and the daemon on the same files, or run the call directly.");
            }
        };
    }

    private static Optional<Path> absolute(JsonNode root) {
        try {
            return root.isTextual() ? Optional.of(Path.of(root.asText())).filter(Path::isAbsolute) : Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    /** An answer that is too long becomes an error; that of a write says that the write was done. */
    private byte[] bounded(Request request, byte[] line) {
        int length = line.length - 1;
        if (length <= Protocol.MAX_RESPONSE) {
            return line;
        }
        CatalogEntry entry = methods.get(request.method());
        boolean wrote = entry != null && entry.writes();
        return JsonRpc.error(
                request.id(),
                wrote
                        ? RpcError.of(
                                ErrorCode.INTERNAL,
                                "The change was made, but its answer of " + length + " bytes is too long to send.",
                                "Read what was changed; do not repeat the call.")
                        : RpcError.responseTooLarge(length, Protocol.MAX_RESPONSE));
    }

    private static Reached invalid(String message) {
        return refused(ErrorCode.INVALID_ARGUMENTS, message, "Correct the parameters of the request.");
    }

    private static Reached refused(ErrorCode code, String message, String next) {
        return new Reached.Error(RpcError.of(code, message, next));
    }
}
