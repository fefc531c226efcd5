package dev.ssot.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.Command;
import dev.ssot.cli.command.CommandTable;
import dev.ssot.cli.command.Option;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CommandShell;
import dev.ssot.operation.Initialization;
import dev.ssot.operation.Operations;
import dev.ssot.registry.export.Rendering;
import dev.ssot.registry.json.Json;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The command line inside a server, for agents: confined to one repository, and away from the server's own streams. */
public final class InProcess implements CommandShell {

    private static final String TOOL_PREFIX = "ssot_cli__";

    private final CommandLineDoor door;

    /** @param operations run what commands stand for */
    public InProcess(Catalog catalog, Operations operations, Initialization initialization) {
        Backing backing = new Backing(catalog, operations, initialization);
        this.door = new CommandLineDoor(() -> backing);
    }

    @Override
    public Ran run(Path root, List<String> arguments, @Nullable String requestId) {
        Captured captured = new Captured();
        int status = door.run(new CommandCall(arguments, root, root, requestId, null), captured);
        return new Ran(status, captured.out.toString(), captured.err.toString());
    }

    @Override
    public ObjectNode surface() {
        Map<String, Command> paths = CommandTable.paths();
        ObjectNode surface = Json.object();
        surface.set(
                "top_level_commands",
                texts(paths.keySet().stream()
                        .filter(path -> path.indexOf(' ') < 0)
                        .toList()));
        surface.set("subcommand_paths", texts(paths.keySet()));
        surface.set("global_flags", names(CommandTable.globals()));
        ObjectNode flags = surface.putObject("flags_by_path");
        paths.forEach((path, command) -> flags.set(path, names(command.options())));
        surface.put("root_tool_name", TOOL_PREFIX + "root");
        ObjectNode tools = surface.putObject("tool_name_by_path");
        paths.keySet()
                .forEach(path ->
                        tools.put(path, TOOL_PREFIX + path.replace(" ", "__").replace('-', '_')));
        return surface;
    }

    private static ArrayNode names(List<Option> options) {
        return texts(options.stream()
                .flatMap(option -> option.names().stream())
                .sorted()
                .toList());
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = Json.object().arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /** What a command line prints when nobody watches. */
    private static final class Captured implements Console {

        private final StringBuilder out = new StringBuilder();
        private final StringBuilder err = new StringBuilder();

        @Override
        public void result(String rendered) {
            out.append(rendered);
        }

        @Override
        public void result(JsonNode value) {
            out.append(Rendering.render(value, Rendering.Format.JSON));
        }

        @Override
        public void text(String text) {
            out.append(text);
        }

        @Override
        public void complaint(String text) {
            err.append(text);
        }
    }
}
