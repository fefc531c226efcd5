package dev.ssot.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The HTTP gateway as OpenAPI 3.1. */
final class OpenApi {

    private static final String PROBLEM = "application/problem+json";

    /** What a refusal means, the same on every route. */
    private static final Map<Integer, String> PROBLEMS = Map.ofEntries(
            Map.entry(400, "The request is not understood."),
            Map.entry(401, "The bearer token is missing or wrong."),
            Map.entry(403, "The role, the Origin, the Host or the missing https does not allow it."),
            Map.entry(404, "There is no such tool or session."),
            Map.entry(405, "The path has no such method."),
            Map.entry(408, "The operation did not answer within its time."),
            Map.entry(413, "The body is too large."),
            Map.entry(415, "The body is of another type than the route takes."),
            Map.entry(422, "The arguments do not match the tool's schema."),
            Map.entry(429, "Too many requests; Retry-After says when to come back."),
            Map.entry(500, "A bug; the message has the correlation id that finds it in the log."),
            Map.entry(503, "Not open yet or closing; Retry-After says when to come back."));

    private static final Set<Integer> LATER = Set.of(429, 503);

    private OpenApi() {}

    static String render(ContractSource source) {
        ObjectNode document = Json.object().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "ssot HTTP gateway")
                .put("version", String.valueOf(source.catalog().schemaVersion()))
                .put("description", "Operations of the catalog over HTTP, with a read role and a write role.");
        ObjectNode paths = document.putObject("paths");
        for (HttpRoute route : source.catalog().httpRoutes()) {
            paths.withObjectProperty(route.path()).set(route.method().toLowerCase(Locale.ROOT), operation(route));
        }
        ObjectNode components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer");
        ObjectNode schemas = components.putObject("schemas");
        schemas.set("ToolCall", toolCall(source.catalog()));
        schemas.set("Problem", problem());
        return YamlText.of(
                List.of(
                        "HTTP routes as OpenAPI 3.1 (generated).",
                        Projection.mark(Target.HTTP),
                        "Do not hand-edit this file."),
                document);
    }

    private static ObjectNode operation(HttpRoute route) {
        ObjectNode operation = Json.object().put("summary", route.summary());
        ArrayNode security = operation.putArray("security");
        if (!route.role().equals("none")) {
            security.addObject().putArray("bearer");
        }
        operation.put("x-role", route.role());
        if (route.request() != null) {
            ObjectNode body = operation.putObject("requestBody").put("required", true);
            body.putObject("content").putObject("application/json").set("schema", route.request());
        }
        ObjectNode responses = operation.putObject("responses");
        route.responses().forEach((status, response) -> {
            ObjectNode answer = responses.putObject(status).put("description", response.summary());
            if (!response.content().isEmpty()) {
                ObjectNode content = answer.putObject("content");
                response.content()
                        .forEach((type, schema) -> content.putObject(type).set("schema", schema));
            }
        });
        for (int status : route.problems()) {
            responses.set(String.valueOf(status), refusal(status));
        }
        return operation;
    }

    private static ObjectNode refusal(int status) {
        ObjectNode refusal = Json.object().put("description", PROBLEMS.getOrDefault(status, "Refused."));
        if (LATER.contains(status)) {
            ObjectNode seconds = refusal.putObject("headers").putObject("Retry-After");
            seconds.put("description", "Seconds.").putObject("schema").put("type", "integer");
        }
        refusal.putObject("content").putObject(PROBLEM).putObject("schema").put("$ref", "#/components/schemas/Problem");
        return refusal;
    }

    /** One alternative for each tool, with the schema of its arguments. */
    private static ObjectNode toolCall(CatalogSource catalog) {
        ObjectNode call = Json.object();
        ArrayNode tools = call.putArray("oneOf");
        for (CatalogSource.Operation operation : catalog.tools()) {
            ObjectNode tool = tools.addObject().put("title", operation.title()).put("type", "object");
            tool.putArray("required").add("name");
            ObjectNode properties = tool.putObject("properties");
            properties.putObject("name").put("const", operation.tool().name());
            properties.putObject("args").put("$ref", "../operations/" + operation.inputSchema());
            tool.put("additionalProperties", false);
        }
        return call;
    }

    /** RFC 9457, and {@code error} for those who read nothing else. */
    private static ObjectNode problem() {
        ObjectNode problem = Json.object().put("type", "object");
        problem.putArray("required").add("title").add("status").add("error");
        ObjectNode properties = problem.putObject("properties");
        properties.putObject("type").put("type", "string");
        properties.putObject("title").put("type", "string");
        properties.putObject("status").put("type", "integer");
        properties.putObject("detail").put("type", "string");
        properties.putObject("error").put("type", "string");
        return problem;
    }
}
