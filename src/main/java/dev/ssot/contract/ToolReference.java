package dev.ssot.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The page that tells people and agents of every tool: what it does, takes and may refuse. */
final class ToolReference {

    private ToolReference() {}

    static String render(ContractSource source) {
        CatalogSource catalog = source.catalog();
        String tiers = Stream.of(Tier.values())
                .map(Tier::text)
                .map(tier -> tier(tier, source))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
        return """
                <!-- %s Do not hand-edit this file. -->
                # Tools

                %d tools. `VOX_MCP_TIERS` says which tiers a server lists and calls; `core` if it says nothing.
                A tool with the *read role* can be called over HTTP with the read token.

                Every tool may refuse with one of these codes, or one of its own: %s.

                %s%s""".formatted(
                        Projection.mark(Target.DOCS),
                        catalog.tools().size(),
                        codes(catalog.commonErrorCodes()),
                        tiers,
                        others(catalog));
    }

    /** What agents and people reach by neither a tool nor a command of its own. */
    private static String others(CatalogSource catalog) {
        String rows = catalog.operations().stream()
                .filter(operation -> operation.mcp() == null && operation.cli().isEmpty())
                .map(operation -> "| `%s` | %s |\n".formatted(operation.id(), cell(operation.description())))
                .collect(Collectors.joining());
        return rows.isEmpty() ? "" : "\n## Operations behind other doors\n\n| operation | |\n|---|---|\n" + rows;
    }

    private static String tier(String tier, ContractSource source) {
        String tools = source.catalog().tools().stream()
                .filter(operation -> operation.tool().tier().equals(tier))
                .map(operation -> tool(operation, source.input(operation)))
                .collect(Collectors.joining("\n"));
        return tools.isEmpty() ? "" : "## Tier " + tier + "\n\n" + tools;
    }

    private static String tool(CatalogSource.Operation operation, ObjectNode input) {
        String examples = operation.examples().stream()
                .map(example -> "```json\n" + JsonText.of(example) + "```\n")
                .collect(Collectors.joining("\n"));
        return """
                ### %s

                **%s.** %s

                Operation `%s`, lane %s, %s%s, waits at most %d s.%s

                %s
                %s
                Codes of its own: %s.
                """.formatted(
                        operation.tool().name(),
                        operation.title(),
                        operation.description(),
                        operation.id(),
                        operation.productLane(),
                        operation.sideEffects().replace('_', ' '),
                        operation.idempotent() ? ", idempotent" : "",
                        operation.timeoutMs() / 1000,
                        operation.tool().readRole() ? " Read role." : "",
                        arguments(input),
                        examples,
                        operation.errorCodes().isEmpty() ? "none" : codes(operation.errorCodes()));
    }

    private static String codes(List<String> codes) {
        return new TreeSet<>(codes).stream().map(code -> "`" + code + "`").collect(Collectors.joining(" "));
    }

    private static String arguments(ObjectNode input) {
        List<String> required = StreamSupport.stream(input.path("required").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
        List<String> lines =
                new ArrayList<>(List.of("| argument | type | default | required | |", "|---|---|---|---|---|"));
        for (Map.Entry<String, JsonNode> property : input.path("properties").properties()) {
            JsonNode schema = property.getValue();
            lines.add("| `%s` | %s | %s | %s | %s |"
                    .formatted(
                            property.getKey(),
                            type(schema),
                            schema.has("default") ? "`" + schema.path("default") + "`" : "",
                            required.contains(property.getKey()) ? "yes" : "",
                            cell(schema.path("description").asText(""))));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String type(JsonNode schema) {
        List<String> values = StreamSupport.stream(schema.path("enum").spliterator(), false)
                .filter(value -> !value.isNull())
                .map(value -> "`" + value.asText() + "`")
                .toList();
        if (!values.isEmpty()) {
            return String.join(" ", values);
        }
        JsonNode type = schema.path("type");
        String name = type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(JsonNode::asText)
                        .filter(one -> !one.equals("null"))
                        .collect(Collectors.joining(" or "))
                : type.asText("any");
        return name.equals("array") ? "list of " + type(schema.path("items")) : name;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}
