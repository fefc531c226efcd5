package dev.ssot.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.Json;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A refusal as HTTP has it (RFC 9457), with {@code error} for clients that know the older form.
 *
 * @param headers that go with the status
 */
record Problem(int status, String error, ObjectNode members, Map<String, String> headers) {

    static final String TYPE = "application/problem+json";

    static Problem of(int status, String error) {
        return new Problem(status, error, Json.object(), Map.of());
    }

    /** Any status without a reason of ours, such as one that the framework came to. */
    static Problem of(int status) {
        return of(status, HttpResponseStatus.valueOf(status).reasonPhrase().toLowerCase(Locale.ROOT));
    }

    static Problem of(Refusal refusal) {
        Problem problem = of(Statuses.of(refusal.code()), refusal.message());
        problem.members.put("code", refusal.code().text()).put("next", refusal.next());
        return refusal.code() == ErrorCode.SHUTTING_DOWN ? problem.with("Retry-After", "5") : problem;
    }

    Problem with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Problem(status, error, members, more);
    }

    private String body() {
        return Json.object()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", error)
                .put("error", error)
                .setAll(members)
                .toString();
    }

    void send(HttpServerResponse response) {
        response.setStatusCode(status).putHeader("Content-Type", TYPE);
        headers.forEach(response::putHeader);
        response.end(body());
    }

    Response response() {
        Response.ResponseBuilder response = Response.status(status).type(TYPE).entity(body());
        headers.forEach(response::header);
        return response.build();
    }
}
