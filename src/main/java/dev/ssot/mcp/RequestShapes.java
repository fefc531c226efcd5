package dev.ssot.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The members that the MCP library takes for granted in a request; without them it would leave it unanswered. */
final class RequestShapes {

    record Problem(int code, String reason) {}

    /** A method of the library's own that closes the session without an answer; no client may call it. */
    private static final String LIBRARY_CLOSE = "q/close";

    private final Predicate<String> knownResource;

    RequestShapes(Predicate<String> knownResource) {
        this.knownResource = knownResource;
    }

    /** Checks a request, and brings it into the form that the library takes. */
    Optional<Problem> check(String method, ObjectNode message) {
        JsonNode params = message.path("params");
        if (!absent(params) && !params.isObject()) {
            return invalid("params must be an object");
        }
        JsonNode meta = params.path("_meta");
        if (!absent(meta) && !meta.isObject()) {
            return invalid("params._meta must be an object");
        }
        return switch (method) {
            case LIBRARY_CLOSE ->
                Optional.of(new Problem(JsonRpcErrorCodes.METHOD_NOT_FOUND, "Unsupported method: " + method));
            case "initialize" -> initialize(params);
            case "tools/call" -> toolCall(params);
            case "prompts/get" -> promptGet(params);
            case "resources/read", "resources/unsubscribe" -> text(params, "uri");
            case "resources/subscribe" -> subscribe(params);
            case "logging/setLevel" -> text(params, "level");
            case "completion/complete" -> completion(params);
            default -> Optional.empty();
        };
    }

    private static Optional<Problem> initialize(JsonNode params) {
        if (!(params.path("clientInfo") instanceof ObjectNode client)) {
            return invalid("params.clientInfo must be an object with name and version");
        }
        if (!absent(params.path("capabilities")) && !params.path("capabilities").isObject()) {
            return invalid("params.capabilities must be an object");
        }
        // We show no icon of a client, and the library gives up on one that it cannot read.
        client.retain(List.of("name", "title", "version"));
        // It waits for ever where one of these is missing. A client that tells little of itself is still a client.
        for (String member : List.of("name", "version")) {
            if (!client.path(member).isTextual()) {
                client.put(member, "unknown");
            }
        }
        if (!client.path("title").isTextual()) {
            client.remove("title");
        }
        return text(params, "protocolVersion");
    }

    private static Optional<Problem> toolCall(JsonNode params) {
        JsonNode arguments = params.path("arguments");
        if (!absent(arguments) && !arguments.isObject()) {
            return invalid("params.arguments must be an object");
        }
        Optional<Problem> problem = text(params, "name");
        if (problem.isEmpty() && params instanceof ObjectNode object) {
            NullArguments.wrap(object);
        }
        return problem;
    }

    private static Optional<Problem> promptGet(JsonNode params) {
        JsonNode arguments = params.path("arguments");
        if (!absent(arguments) && !arguments.isObject()) {
            return invalid("params.arguments must be an object");
        }
        for (JsonNode value : arguments) {
            if (!value.isTextual()) {
                return invalid("params.arguments must be strings");
            }
        }
        return text(params, "name");
    }

    private Optional<Problem> subscribe(JsonNode params) {
        Optional<Problem> problem = text(params, "uri");
        if (problem.isPresent()) {
            return problem;
        }
        String uri = params.path("uri").textValue();
        return knownResource.test(uri)
                ? Optional.empty()
                : Optional.of(new Problem(JsonRpcErrorCodes.INVALID_PARAMS, "Resource not found: " + uri));
    }

    private static Optional<Problem> completion(JsonNode params) {
        if (!params.path("argument").isObject()) {
            return invalid("params.argument must be an object");
        }
        return text(params.path("ref"), "type");
    }

    private static Optional<Problem> text(JsonNode object, String member) {
        return object.path(member).isTextual() ? Optional.empty() : invalid(member + " must be a string");
    }

    private static Optional<Problem> invalid(String reason) {
        return Optional.of(new Problem(JsonRpcErrorCodes.INVALID_PARAMS, "Invalid params: " + reason));
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
