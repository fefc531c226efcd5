package dev.ssot.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The methods of the daemon's protocol as one JSON Schema: by method, the parameters and the result. */
final class DaemonMethods {

    private DaemonMethods() {}

    static String render(ContractSource source) {
        CatalogSource catalog = source.catalog();
        DaemonProtocol protocol = Objects.requireNonNull(catalog.daemonProtocol());
        ObjectNode document = Json.object()
                .put("$schema", JsonSchemas.METASCHEMA)
                .put("$id", "orch-daemon-rpc-methods.schema.json")
                .put("$comment", Projection.mark(Target.RPC) + " Do not hand-edit this file.")
                .put("title", "Methods of " + protocol.id())
                .put(
                        "description",
                        "JSON-RPC 2.0, one object per line. By method: the params of a request and the result of its"
                                + " response. $defs holds the lines themselves.")
                .put("type", "object");
        ObjectNode methods = document.putObject("properties");
        protocol.methods().stream()
                .sorted(Comparator.comparing(DaemonProtocol.Method::method))
                .forEach(own -> methods.set(own.method(), method(own.summary(), own.params(), own.result())));
        catalog.bound().stream()
                .sorted(Comparator.comparing(CatalogSource.Operation::rpcMethod))
                .forEach(operation -> methods.set(
                        operation.rpcMethod(),
                        method(operation.title(), params(operation), reference(operation.outputSchema()))));
        document.put("additionalProperties", false);
        document.set("$defs", definitions(catalog, protocol, methods));
        return JsonText.of(document);
    }

    private static ObjectNode method(String summary, ObjectNode params, ObjectNode result) {
        ObjectNode method = Json.object().put("description", summary).put("type", "object");
        ObjectNode parts = method.putObject("properties");
        parts.set("params", params);
        parts.set("result", result);
        return method.put("additionalProperties", false);
    }

    /** The repository and the request's id stand beside the arguments, not among them. */
    private static ObjectNode params(CatalogSource.Operation operation) {
        ObjectNode arguments = reference(operation.inputSchema());
        arguments.putObject("properties").put("repo", false).put("request_id", false);
        ObjectNode params =
                Json.object().put("$ref", "#/$defs/" + operation.access().name().toLowerCase(Locale.ROOT) + "_params");
        params.putObject("properties").set("arguments", arguments);
        return params;
    }

    private static ObjectNode reference(@Nullable String schema) {
        return schema == null ? Json.object() : Json.object().put("$ref", "../operations/" + schema);
    }

    private static ObjectNode definitions(CatalogSource catalog, DaemonProtocol protocol, ObjectNode methods) {
        ObjectNode definitions = Json.object();
        definitions.set("read_params", repositoryParams(protocol));
        ObjectNode write = repositoryParams(protocol);
        ((ObjectNode) write.path("properties"))
                .putObject("request_id")
                .put("type", "string")
                .put("description", "Names the write: asked again under the same id, it gives the recorded answer.");
        definitions.set("write_params", write);

        ObjectNode request = line(definitions.putObject("request"), "jsonrpc", "id", "method");
        request.putObject("id").putArray("type").add("string").add("integer");
        ArrayNode names = request.putObject("method").putArray("enum");
        methods.fieldNames().forEachRemaining(names::add);
        request.putObject("params").put("type", "object");

        ObjectNode response = line(definitions.putObject("response"), "jsonrpc", "id");
        response.putObject("id").putArray("type").add("string").add("integer").add("null");
        response.putObject("result").put("type", "object");
        response.putObject("error").put("$ref", "#/$defs/error");
        ArrayNode either = ((ObjectNode) definitions.path("response")).putArray("oneOf");
        Stream.of("result", "error")
                .forEach(one -> either.addObject().putArray("required").add(one));

        definitions.set("error", error(catalog, protocol));
        return definitions;
    }

    private static ObjectNode repositoryParams(DaemonProtocol protocol) {
        ObjectNode params = Json.object();
        ObjectNode properties = line(params, "root", "repository_id", "protocol", "arguments");
        properties.remove("jsonrpc");
        properties.putObject("root").put("type", "string").put("description", "The repository's canonical path.");
        properties
                .putObject("repository_id")
                .put("type", "string")
                .put("description", "What the caller takes it for; a mismatch is refused.");
        properties.putObject("protocol").put("const", protocol.id());
        properties.putObject("arguments").put("type", "object");
        return params;
    }

    /** Fills an object schema and answers its properties. */
    private static ObjectNode line(ObjectNode schema, String... required) {
        schema.put("type", "object");
        schema.set("required", Registries.texts(List.of(required)));
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("jsonrpc").put("const", "2.0");
        return properties;
    }

    private static ObjectNode error(CatalogSource catalog, DaemonProtocol protocol) {
        TreeSet<String> codes = new TreeSet<>(catalog.commonErrorCodes());
        codes.addAll(protocol.errorCodes());
        catalog.bound().forEach(operation -> codes.addAll(operation.errorCodes()));
        ObjectNode error = Json.object().put("type", "object");
        error.putArray("required").add("code").add("message").add("data");
        ObjectNode properties = error.putObject("properties");
        properties.putObject("code").put("type", "integer");
        properties.putObject("message").put("type", "string");
        ObjectNode data = properties.putObject("data").put("type", "object");
        data.putArray("required").add("code").add("next");
        ObjectNode parts = data.putObject("properties");
        parts.putObject("code").set("enum", Registries.texts(List.copyOf(codes)));
        parts.putObject("next").put("type", "string").put("description", "What to do now.");
        return error;
    }
}
