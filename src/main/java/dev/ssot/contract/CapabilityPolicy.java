package dev.ssot.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;

/**
 * Which rows of the catalog are published as capabilities.
 *
 * @param autoMcp whether every tool is one
 * @param autoCli whether every active command is one
 */
public record CapabilityPolicy(
        @JsonProperty("auto_mcp_capabilities") boolean autoMcp,
        @JsonProperty("auto_cli_capabilities") boolean autoCli,
        Exemptions exemptions) {

    static final CapabilityPolicy EVERYTHING = new CapabilityPolicy(true, true, Exemptions.NONE);

    public CapabilityPolicy {
        exemptions = Objects.requireNonNullElse(exemptions, Exemptions.NONE);
    }

    /** Tools and commands that are no capabilities. */
    public record Exemptions(
            @JsonProperty("mcp_tools") List<String> mcpTools,
            @JsonProperty("cli_paths") List<List<String>> cliPaths) {

        static final Exemptions NONE = new Exemptions(List.of(), List.of());

        public Exemptions {
            mcpTools = Objects.requireNonNullElse(mcpTools, List.of());
            cliPaths = Objects.requireNonNullElse(cliPaths, List.of());
        }
    }

    boolean coversTool(String name) {
        return autoMcp && !exemptions.mcpTools().contains(name);
    }

    boolean coversCommand(CatalogSource.Command command) {
        return autoCli
                && command.status().equals("active")
                && !exemptions.cliPaths().contains(command.path());
    }
}
