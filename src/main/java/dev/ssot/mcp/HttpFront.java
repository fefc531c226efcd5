package dev.ssot.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.tool.RepositoryScope;
import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.Toolbox;
import dev.ssot.registry.json.Json;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.Meta;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The door over streamable HTTP. It trusts that whoever stands before it has authenticated the caller, has read the
 * body, and has left the role with the request. The role travels on inside the message, because the library keeps no
 * request for the code that answers; what a client puts there itself is overwritten.
 */
@Singleton
public final class HttpFront {

    public static final String PATH = "/mcp";

    /** After the guard, which stands before everything. */
    private static final int PRIORITY = 100;

    private static final MetaKey ROLE = MetaKey.from("ssot/role");

    private final Features features;
    private final MessageScreen screen;
    private final HttpSessions sessions;

    HttpFront(Features features, HttpSessions sessions) {
        this.features = features;
        this.sessions = sessions;
        this.screen = new MessageScreen(features::knowsResource);
    }

    /** Registers everything; until then the library knows no tool, and the audience shows nothing. */
    public void open(Catalog catalog, Toolbox toolbox, RoutedCalls calls, RepositoryScope scope) {
        features.register(catalog, toolbox, calls, scope, HttpFront::role);
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    private static Optional<Role> role(Meta meta) {
        return Optional.ofNullable(meta.getValue(ROLE)).flatMap(Role::parse);
    }

    private void admit(RoutingContext context) {
        if (!context.request().path().equals(PATH)) {
            context.next();
            return;
        }
        Role role = context.get(Role.OF_REQUEST);
        if (role == null) {
            throw new IllegalStateException("a request without a role has reached the MCP door");
        }
        switch (sessions.admit(context, role)) {
            case UNKNOWN -> context.fail(404);
            case TOO_MANY -> context.fail(429);
            case ADMITTED -> {
                if (context.request().method().equals(HttpMethod.POST)) {
                    screen(context, role);
                } else {
                    context.next();
                }
            }
        }
    }

    private void screen(RoutingContext context, Role role) {
        Buffer body = context.body().buffer();
        switch (screen.screen(body == null ? new byte[0] : body.getBytes())) {
            case MessageScreen.Verdict.Accepted(ObjectNode message, var _) -> pass(context, message, role);
            case MessageScreen.Verdict.Cancelled(ObjectNode message, var _) -> pass(context, message, role);
            case MessageScreen.Verdict.Dropped() ->
                (body == null || body.toString().isBlank()
                                ? refusal(context, NullNode.getInstance(), JsonRpcErrorCodes.PARSE_ERROR, "no message")
                                : context.response().setStatusCode(202).end())
                        .onFailure(context::fail);
            case MessageScreen.Verdict.Refused(JsonNode id, int code, String reason) ->
                refusal(context, id, code, reason).onFailure(context::fail);
        }
    }

    /** What has an id is a request, and gets its answer; anything else is no message. */
    private static Future<Void> refusal(RoutingContext context, JsonNode id, int code, String reason) {
        ObjectNode error = Json.object().put("jsonrpc", "2.0");
        error.set("id", id);
        error.putObject("error").put("code", code).put("message", reason);
        return context.response()
                .setStatusCode(id.isNull() ? 400 : 200)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(error.toString());
    }

    /** The library gets the message as it was screened, not as it came. */
    private static void pass(RoutingContext context, ObjectNode message, Role role) {
        ObjectNode params = object(message, "params");
        object(params, "_meta").put(ROLE.toString(), role.text());
        byte[] screened = MessageScreen.encode(message).getBytes(StandardCharsets.UTF_8);
        ((RoutingContextInternal) context).setBody(Buffer.buffer(screened));
        context.next();
    }

    private static ObjectNode object(ObjectNode parent, String member) {
        return parent.get(member) instanceof ObjectNode object ? object : parent.putObject(member);
    }
}
