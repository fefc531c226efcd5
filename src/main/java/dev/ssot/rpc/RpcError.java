package dev.ssot.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;

/** The {@code error} member of a response. */
record RpcError(int number, String message, String code, String next) {

    static RpcError of(Refusal refusal) {
        return new RpcError(
                RpcErrors.number(refusal.code()),
                refusal.message(),
                refusal.code().text(),
                refusal.next());
    }

    static RpcError of(ErrorCode code, String message, String next) {
        return of(new Refusal(code, message, next));
    }

    static RpcError notJson(String where) {
        return new RpcError(
                RpcErrors.PARSE_ERROR,
                "The line is not JSON in UTF-8" + where + ".",
                "parse_error",
                "Send one JSON-RPC 2.0 object per line.");
    }

    static RpcError invalidRequest(String message) {
        return new RpcError(
                RpcErrors.INVALID_REQUEST, message, "invalid_request", "Send one JSON-RPC 2.0 object per line.");
    }

    static RpcError requestTooLarge(int limit) {
        return new RpcError(
                RpcErrors.FRAME_TOO_LARGE,
                "A line is longer than " + limit + " bytes; the connection is closed.",
                RpcErrors.FRAME_TOO_LARGE_TEXT,
                "Split the request into smaller ones.");
    }

    static RpcError responseTooLarge(int length, int limit) {
        return new RpcError(
                RpcErrors.FRAME_TOO_LARGE,
                "The answer has " + length + " bytes; " + limit + " is the most that one answer may have.",
                RpcErrors.FRAME_TOO_LARGE_TEXT,
                "Ask for less at once: a limit, a filter or a page.");
    }

    static RpcError protocolUnsupported(String asked) {
        return new RpcError(
                RpcErrors.PROTOCOL_UNSUPPORTED,
                "The request speaks '" + asked + "'; this daemon speaks '" + Protocol.ID + "'.",
                RpcErrors.PROTOCOL_UNSUPPORTED_TEXT,
                "Use a client and a daemon of the same release: run ssot daemon stop, then ssot daemon start.");
    }

    static RpcError notTrusted() {
        return new RpcError(
                RpcErrors.NOT_TRUSTED,
                "The proof does not match this daemon's token.",
                "not_trusted",
                "Read the daemon's discovery file again and connect anew.");
    }

    static RpcError parse(JsonNode error) {
        JsonNode data = error.path("data");
        return new RpcError(
                error.path("code").asInt(),
                error.path("message").asText(),
                data.path("code").asText(),
                data.path("next").asText());
    }

    ObjectNode toJson() {
        ObjectNode error =
                JsonNodeFactory.instance.objectNode().put("code", number).put("message", message);
        error.putObject("data").put("code", code).put("next", next);
        return error;
    }

    Refusal toRefusal() {
        return new Refusal(RpcErrors.code(code, number), message, next);
    }
}
