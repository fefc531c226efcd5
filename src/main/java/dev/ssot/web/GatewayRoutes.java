package dev.ssot.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.tool.Role;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.StrictJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.TreeSet;

/** The routes for callers that do not speak MCP. The guard has let the request in and knows its role. */
@Singleton
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class GatewayRoutes {

    private static final Set<String> MEMBERS = Set.of("name", "args");

    private final Gateway gateway;

    GatewayRoutes(Gateway gateway) {
        this.gateway = gateway;
    }

    @GET
    @Path(Guard.HEALTH)
    public String health() {
        return Json.object().put("status", "ok").toString();
    }

    @GET
    @Path(Guard.LIVE)
    public String live() {
        return health();
    }

    @GET
    @Path(Guard.READY)
    public Response ready() {
        return gateway.isLeaving()
                ? Problem.of(503, "the daemon is leaving")
                        .with("Retry-After", "5")
                        .response()
                : Response.ok(health()).build();
    }

    /** Away from the event loop, because it asks the stores. */
    @GET
    @Path(Guard.METRICS)
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    @RunOnVirtualThread
    public String metrics() {
        return gateway.metrics();
    }

    @GET
    @Path(Guard.INFO)
    public String info() {
        return gateway.info().toString();
    }

    @GET
    @Path(Guard.TOOLS)
    public String tools(@Context RoutingContext context) {
        return gateway.tools(role(context)).toString();
    }

    @POST
    @Path(Guard.CALL)
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response call(@Context RoutingContext context, byte[] body) {
        try {
            return switch (StrictJson.read(body)) {
                case ObjectNode call -> call(call, role(context));
                case JsonNode _ -> invalid("the body is no object");
            };
        } catch (InvalidJson malformed) {
            return invalid("the body is not JSON: " + malformed.getMessage());
        }
    }

    private Response call(ObjectNode call, Role role) {
        Set<String> unknown = new TreeSet<>();
        call.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(MEMBERS);
        if (!unknown.isEmpty()) {
            return invalid("unknown members: " + String.join(", ", unknown));
        }
        if (!call.path("name").isTextual()) {
            return invalid("name must be a string");
        }
        JsonNode args = call.path("args");
        return switch (args.isMissingNode() || args.isNull() ? Json.object() : args) {
            case ObjectNode arguments -> answer(call.path("name").textValue(), arguments, role);
            case JsonNode _ -> invalid("args must be an object");
        };
    }

    private Response answer(String tool, ObjectNode arguments, Role role) {
        return switch (gateway.call(tool, arguments, role).outcome()) {
            case Outcome.Answered(ObjectNode result) -> answer(true, result);
            case Outcome.Refused(Refusal refusal) ->
                Statuses.of(refusal.code()) == Statuses.ANSWER
                        ? answer(false, gateway.result(tool, refusal))
                        : Problem.of(refusal).response();
        };
    }

    private static Response answer(boolean success, ObjectNode result) {
        ObjectNode answer = Json.object().put("success", success).put("is_error", !success);
        answer.set("result", result);
        return Response.ok(answer.toString()).build();
    }

    private static Response invalid(String what) {
        return Problem.of(new Refusal(
                        ErrorCode.INVALID_ARGUMENTS,
                        what,
                        "Send {\"name\": \"get_campaign_status\", \"args\": {\"campaign_id\": \"main\"}}."))
                .response();
    }

    private static Role role(RoutingContext context) {
        Role role = context.get(Role.OF_REQUEST);
        if (role == null) {
            throw new IllegalStateException("a request without a role has reached a route");
        }
        return role;
    }
}
