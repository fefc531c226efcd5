package dev.ssot.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A session of MCP over HTTP. */
public final class McpSession {

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    private final RunningGateway gateway;
    private final String token;
    private final String id;

    private McpSession(RunningGateway gateway, String token, String id) {
        this.gateway = gateway;
        this.token = token;
        this.id = id;
    }

    public static McpSession begin(RunningGateway gateway, String token) {
        Response begun = gateway.with(token).body(INITIALIZE).post("/mcp");
        begun.then().statusCode(200);
        McpSession session = new McpSession(gateway, token, begun.header("Mcp-Session-Id"));
        session.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                .then()
                .statusCode(202);
        return session;
    }

    public String id() {
        return id;
    }

    /** Sends a body as it is. */
    public Response post(String body) {
        return gateway.with(token).header("Mcp-Session-Id", id).body(body).post("/mcp");
    }

    /** Sends a request and answers its result, or its error. */
    public JsonNode request(String method, ObjectNode params) throws IOException {
        ObjectNode message = Json.object().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        message.set("params", params);
        return message(post(message.toString()));
    }

    /** The message in a response, which may come as an event. */
    public static JsonNode message(Response response) throws IOException {
        String body = response.asString();
        String json = body.lines()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()))
                .findFirst()
                .orElse(body);
        JsonNode message = Json.MAPPER.readTree(json);
        return message.has("result") ? message.get("result") : message;
    }

    public JsonNode call(String tool, ObjectNode arguments) throws IOException {
        ObjectNode params = Json.object().put("name", tool);
        params.set("arguments", arguments);
        return request("tools/call", params);
    }

    /** All rows of {@code tools}, {@code prompts}, {@code resources}; templates are {@code resources/templates}. */
    public List<JsonNode> list(String kind) throws IOException {
        String member = kind.equals("resources/templates") ? "resourceTemplates" : kind;
        List<JsonNode> rows = new ArrayList<>();
        request(kind + "/list", Json.object()).path(member).forEach(rows::add);
        return rows;
    }

    public List<String> names(String kind) throws IOException {
        return list(kind).stream().map(row -> row.path("name").asText()).toList();
    }
}
