package dev.ssot.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A well-formed request. */
record Request(JsonNode id, String method, ObjectNode params) {

    /** What a line asks for, or the answer to a line that asks for nothing. */
    sealed interface Read {

        record Asked(Request request) implements Read {}

        record Unusable(byte[] answer) implements Read {}
    }

    static Read read(FrameReader.Frame.Line line) {
        return switch (JsonRpc.parse(line)) {
            case JsonRpc.Parsed.Malformed(RpcError error) -> new Read.Unusable(JsonRpc.error(error));
            case JsonRpc.Parsed.Message(ObjectNode body) -> read(body);
        };
    }

    private static Read read(ObjectNode body) {
        JsonNode id = body.path("id");
        if (!id.isTextual() && !id.isIntegralNumber()) {
            return new Read.Unusable(JsonRpc.error(RpcError.invalidRequest(
                    "A request has an id, a text or a whole number; there are no notifications.")));
        }
        if (!body.path("jsonrpc").asText().equals("2.0") || !body.path("method").isTextual()) {
            return new Read.Unusable(
                    JsonRpc.error(id, RpcError.invalidRequest("A request has \"jsonrpc\": \"2.0\" and a method.")));
        }
        JsonNode params = body.path("params");
        if (params.isMissingNode()) {
            params = JsonNodeFactory.instance.objectNode();
        }
        return params instanceof ObjectNode named
                ? new Read.Asked(new Request(id, body.path("method").asText(), named))
                : new Read.Unusable(JsonRpc.error(id, RpcError.invalidRequest("params is an object.")));
    }
}
