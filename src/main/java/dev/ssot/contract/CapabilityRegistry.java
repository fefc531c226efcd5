package dev.ssot.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tools and active commands as capabilities, whatever way they are reached. */
final class CapabilityRegistry {

    private CapabilityRegistry() {}

    static String render(ContractSource source) {
        CapabilityPolicy policy = source.catalog().capability();
        ObjectNode document = Json.object()
                .put("schema_version", 1)
                .put("auto_mcp_capabilities", policy.autoMcp())
                .put("auto_cli_capabilities", policy.autoCli());
        ArrayNode curated = document.putArray("curated");
        capabilities(source.catalog()).values().forEach(curated::add);
        document.set("exemptions", exemptions(policy.exemptions()));
        return YamlText.of(
                List.of(
                        "Transport-independent capability SSOT (generated; see capability-registry.schema.json).",
                        Projection.mark(Target.CAPABILITY),
                        "Do not hand-edit this file."),
                document);
    }

    private static SortedMap<String, ObjectNode> capabilities(CatalogSource catalog) {
        SortedMap<String, ObjectNode> capabilities = new TreeMap<>(Comparator.naturalOrder());
        for (CatalogSource.Operation operation : catalog.operations()) {
            if (operation.mcp() != null
                    && catalog.capability().coversTool(operation.mcp().name())) {
                String tool = operation.mcp().name();
                capabilities.put("mcp." + tool, capability("mcp." + tool, operation, tool, null));
            }
            for (CatalogSource.Command command : operation.cli()) {
                if (catalog.capability().coversCommand(command)) {
                    String id = "cli." + String.join(".", command.path());
                    capabilities.put(id, capability(id, operation, null, command.path()));
                }
            }
        }
        return capabilities;
    }

    /** What the contract names and no row declares is null. */
    private static ObjectNode capability(
            String id, CatalogSource.Operation operation, @Nullable String tool, @Nullable List<String> path) {
        ObjectNode capability = Json.object()
                .put("id", id)
                .put("title", operation.title())
                .putNull("description_human")
                .put("description_model", operation.description());
        capability.set("intent_tags", Registries.texts(operation.intentTags()));
        capability
                .put("side_effect_class", operation.sideEffects())
                .put("scope_kind", operation.scope())
                .put("reversible", operation.reversible())
                .put("requires_repo", operation.requiresRepo())
                .putNull("requires_git")
                .putNull("preferred_for_models")
                .putNull("human_takeover_friendly")
                .put("mcp_tool", tool);
        capability.set("cli_path", path == null ? null : Registries.texts(path));
        capability.set(
                "parameters",
                operation.inputSchema() == null
                        ? null
                        : Json.object().put("$ref", "../operations/" + operation.inputSchema()));
        return capability;
    }

    private static ObjectNode exemptions(CapabilityPolicy.Exemptions exempt) {
        ObjectNode exemptions = Json.object();
        exemptions.set("mcp_tools", exempt.mcpTools().isEmpty() ? null : Registries.texts(exempt.mcpTools()));
        ArrayNode paths = Json.MAPPER.createArrayNode();
        exempt.cliPaths().forEach(path -> paths.add(Registries.texts(path)));
        exemptions.set("cli_paths", paths.isEmpty() ? null : paths);
        return exemptions;
    }
}
