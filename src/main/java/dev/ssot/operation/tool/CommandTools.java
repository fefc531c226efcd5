package dev.ssot.operation.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One tool for each command, for clients that know the reference's names. There are many of them, so they are made only
 * in their own tier.
 */
final class CommandTools {

    static final String TIER = "advanced";

    private final CatalogEntry run;

    /** @param run the operation that runs a command line */
    CommandTools(CatalogEntry run) {
        this.run = run;
    }

    /** @param surface what the command line can do, as {@code cli.surface} answers it */
    List<ServedTool> of(ObjectNode surface) {
        List<ServedTool> tools = new ArrayList<>();
        tools.add(tool(
                surface.path("root_tool_name").textValue(),
                "ssot-registry root",
                "Runs any ssot command: args are the words after ssot.",
                List.of()));
        surface.path("tool_name_by_path").properties().forEach(tool -> {
            List<String> flags = new ArrayList<>();
            surface.path("flags_by_path").path(tool.getKey()).forEach(flag -> flags.add(flag.textValue()));
            tools.add(tool(
                    tool.getValue().textValue(),
                    "ssot-registry " + tool.getKey(),
                    "Runs `ssot %s`. Options for args: %s. Options of every command go to global_args."
                            .formatted(tool.getKey(), flags.isEmpty() ? "none" : String.join(" ", flags)),
                    List.of(tool.getKey().split(" "))));
        });
        return tools;
    }

    private ServedTool tool(String name, String title, String description, List<String> words) {
        return new ServedTool(
                name,
                title,
                description,
                TIER,
                false,
                inputSchema(),
                null,
                run,
                arguments -> commandLine(arguments, words));
    }

    private ObjectNode inputSchema() {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ObjectNode own = (ObjectNode) run.inputSchema().path("properties");
        properties.set("repo", own.path("repo"));
        for (String name : List.of("global_args", "args")) {
            ObjectNode list = properties.putObject(name);
            list.putArray("type").add("array").add("null");
            list.putObject("items").put("type", "string");
        }
        properties.set("request_id", own.path("request_id"));
        return schema.put("additionalProperties", false);
    }

    /** The arguments of the one operation: global options, the command, its own words. What is no list stays wrong. */
    private static ObjectNode commandLine(ObjectNode given, List<String> words) {
        JsonNode before = given.remove("global_args");
        JsonNode after = given.remove("args");
        ArrayNode args = given.arrayNode();
        for (JsonNode wrong : new @Nullable JsonNode[] {before, after}) {
            if (wrong != null && !wrong.isNull() && !wrong.isArray()) {
                given.set("args", wrong);
                return given;
            }
        }
        addAll(args, before);
        words.forEach(args::add);
        addAll(args, after);
        given.set("args", args);
        return given;
    }

    private static void addAll(ArrayNode args, @Nullable JsonNode list) {
        if (list instanceof ArrayNode more) {
            args.addAll(more);
        }
    }
}
