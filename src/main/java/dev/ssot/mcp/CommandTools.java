package dev.ssot.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.registry.json.Json;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.ToolManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One tool for each command, for clients that know the reference's names. There are many of them, so they are made only
 * in their own tier.
 */
final class CommandTools {

    static final String TIER = "advanced";

    private static final MetaKey TIER_KEY = MetaKey.of("vox_tier");

    private final ToolManager tools;
    private final ToolCalls calls;
    private final CatalogEntry run;

    /** @param run the operation that runs a command line */
    CommandTools(ToolManager tools, ToolCalls calls, CatalogEntry run) {
        this.tools = tools;
        this.calls = calls;
        this.run = run;
    }

    /** @param surface what the command line can do, as {@code cli.surface} answers it */
    void register(ObjectNode surface) {
        register(
                surface.path("root_tool_name").textValue(),
                "ssot-registry root",
                "Runs any ssot command: args are the words after ssot.",
                List.of());
        surface.path("tool_name_by_path").properties().forEach(tool -> {
            List<String> flags = new ArrayList<>();
            surface.path("flags_by_path").path(tool.getKey()).forEach(flag -> flags.add(flag.textValue()));
            register(
                    tool.getValue().textValue(),
                    "ssot-registry " + tool.getKey(),
                    "Runs `ssot %s`. Options for args: %s. Options of every command go to global_args."
                            .formatted(tool.getKey(), flags.isEmpty() ? "none" : String.join(" ", flags)),
                    List.of(tool.getKey().split(" ")));
        });
    }

    private void register(String name, String title, String description, List<String> words) {
        CatalogEntry.Tool tool = new CatalogEntry.Tool(name, TIER, false);
        var _ = tools.newTool(name)
                .setTitle(title)
                .setDescription(description)
                .setAnnotations(ToolDoor.annotations(run))
                .setInputSchema(inputSchema())
                .setMetadata(Map.of(TIER_KEY, TIER))
                .setHandler(arguments -> calls.call(run, tool, commandLine(arguments.args(), words)), true)
                .register();
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
    private static Map<String, Object> commandLine(Map<String, Object> given, List<String> words) {
        Map<String, Object> arguments = new LinkedHashMap<>(given);
        Object before = arguments.remove("global_args");
        Object after = arguments.remove("args");
        List<Object> args = new ArrayList<>();
        for (Object part : new Object[] {before, words, after}) {
            if (part instanceof Collection<?> list) {
                args.addAll(list);
            } else if (part != null) {
                arguments.put("args", part);
                return arguments;
            }
        }
        arguments.put("args", args);
        return arguments;
    }
}
