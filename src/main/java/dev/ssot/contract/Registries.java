package dev.ssot.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The registries of tools and of commands. */
final class Registries {

    private static final Comparator<List<String>> PART_BY_PART = (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    };

    private Registries() {}

    static String tools(ContractSource source) {
        ObjectNode document = Json.object().put("version", 1);
        ArrayNode tools = document.putArray("tools");
        for (CatalogSource.Operation operation : source.catalog().tools()) {
            tools.addObject()
                    .put("name", operation.tool().name())
                    .put("description", operation.description())
                    .put("product_lane", operation.productLane())
                    .put("http_read_role_eligible", operation.tool().readRole())
                    .put("tier", operation.tool().tier());
        }
        return YamlText.of(
                List.of(
                        "Canonical MCP tool names + descriptions (generated).",
                        Projection.mark(Target.MCP),
                        "Do not hand-edit this file."),
                document);
    }

    /** One command of a row. */
    private record Row(CatalogSource.Operation operation, CatalogSource.Command command) {}

    static String commands(ContractSource source) {
        ObjectNode document = Json.object().put("schema_version", 1);
        document.set("global_options", options(source.commands().everywhere()));
        ArrayNode rows = document.putArray("operations");
        source.catalog().operations().stream()
                .flatMap(operation -> operation.cli().stream().map(command -> new Row(operation, command)))
                .sorted(Comparator.comparing(row -> row.command().path(), PART_BY_PART))
                .forEach(row -> rows.add(command(row, source)));
        return YamlText.of(
                List.of(
                        "Machine-readable ssot command surface (generated).",
                        Projection.mark(Target.CLI),
                        "Do not hand-edit ssot-cli rows here; edit the operations catalog instead.",
                        "Non-CLI surfaces come from their own source file."),
                document);
    }

    private static ObjectNode command(Row row, ContractSource source) {
        Optional<CommandSurface.CommandForm> form =
                source.commands().find(row.command().path());
        ObjectNode command = Json.object().put("surface", source.catalog().isOurs() ? "ssot-cli" : "cli");
        command.set("path", texts(row.command().path()));
        command.put("status", row.command().status())
                .put("product_lane", row.operation().productLane())
                .put("operation", row.operation().id());
        ArrayNode operands = command.putArray("operands");
        form.stream()
                .flatMap(known -> known.operands().stream())
                .forEach(operand ->
                        operands.addObject().put("name", operand.name()).put("required", operand.required()));
        command.set(
                "options", options(form.map(CommandSurface.CommandForm::options).orElse(List.of())));
        return command;
    }

    private static ArrayNode options(List<CommandSurface.OptionForm> options) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (CommandSurface.OptionForm option : options) {
            list.addObject()
                    .put("name", option.name())
                    .put("kind", option.kind())
                    .put("required", option.required())
                    .set("choices", option.choices().isEmpty() ? null : texts(option.choices()));
        }
        return list;
    }

    static ArrayNode texts(List<String> texts) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        texts.forEach(list::add);
        return list;
    }
}
