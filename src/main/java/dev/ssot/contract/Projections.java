package dev.ssot.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every published file, and what it has to be. */
public final class Projections {

    private static final String DAEMON_METHODS = "contracts/orchestration/orch-daemon-rpc-methods.schema.json";

    private static final List<Projection> ALL = List.of(
            new Projection(
                    Target.MCP,
                    "contracts/mcp/tool-registry.canonical.yaml",
                    "contracts/mcp/tool-registry.schema.json",
                    source -> !source.catalog().tools().isEmpty(),
                    Registries::tools),
            new Projection(
                    Target.CLI,
                    "contracts/cli/command-registry.yaml",
                    "contracts/cli/command-registry.schema.json",
                    source -> source.catalog().operations().stream()
                            .anyMatch(operation -> !operation.cli().isEmpty()),
                    Registries::commands),
            new Projection(
                    Target.RPC,
                    DAEMON_METHODS,
                    JsonSchemas.METASCHEMA,
                    source -> source.catalog().daemonProtocol() != null,
                    DaemonMethods::render),
            new Projection(
                    Target.ENV,
                    "contracts/config/env-vars.v1.yaml",
                    "contracts/config/env-vars.v1.schema.json",
                    source -> !source.catalog().environment().isEmpty(),
                    EnvironmentReference::registry),
            new Projection(
                    Target.DOCS,
                    "docs/configuration.md",
                    null,
                    source -> !source.catalog().environment().isEmpty(),
                    EnvironmentReference::page),
            new Projection(
                    Target.DOCS,
                    "docs/tools.md",
                    null,
                    source -> !source.catalog().tools().isEmpty(),
                    ToolReference::render),
            new Projection(
                    Target.DOCS,
                    "docs/cli-coverage.md",
                    null,
                    source -> source.reference() != null,
                    CliCoverage::render),
            new Projection(
                    Target.DOCS,
                    "docs/rollout.md",
                    null,
                    source -> source.catalog().isOurs(),
                    RolloutPage::render),
            new Projection(
                    Target.CAPABILITY,
                    "contracts/capability/capability-registry.yaml",
                    "contracts/capability/capability-registry.schema.json",
                    source -> true,
                    CapabilityRegistry::render),
            new Projection(
                    Target.HTTP,
                    "contracts/http/openapi.yaml",
                    "contracts/http/openapi.schema.json",
                    source -> !source.catalog().httpRoutes().isEmpty(),
                    OpenApi::render));

    private Projections() {}

    /**
     * A published file as it has to be.
     *
     * @param path relative to the project's root, with {@code /}
     * @param format the schema of its content: a path in the project or the URL of JSON Schema itself; null for a page
     */
    public record Rendered(
            Target target,
            String path,
            String text,
            @Nullable String format) {}

    /** Every file that a project publishes, by target and path. */
    public static List<Rendered> render(ContractSource source) {
        List<Rendered> rendered = new ArrayList<>();
        if (source.catalog().isOurs()) {
            source.schemas()
                    .forEach((path, schema) -> rendered.add(new Rendered(
                            Target.SCHEMAS,
                            ContractSource.FOLDER + "/" + path,
                            JsonText.of(schema),
                            JsonSchemas.METASCHEMA)));
        }
        ALL.stream()
                .filter(projection -> projection.applies().test(source))
                .map(projection -> new Rendered(
                        projection.target(),
                        projection.path(),
                        projection.render().apply(source),
                        projection.format()))
                .forEach(rendered::add);
        return List.copyOf(rendered);
    }

    /** Those of which the project has no file. */
    static List<Projection> without(ContractSource source) {
        return ALL.stream()
                .filter(projection -> !projection.applies().test(source))
                .toList();
    }

    /** The schemas that people write and projections have to match. */
    static List<String> formats() {
        return ALL.stream()
                .map(Projection::format)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .filter(format -> !format.equals(JsonSchemas.METASCHEMA))
                .toList();
    }

    /** By file that is rendered, what its content has to match; pages are not among them. */
    public static SortedMap<String, String> formatsByFile() {
        SortedMap<String, String> formats = new TreeMap<>();
        for (Projection projection : ALL) {
            if (projection.format() != null) {
                formats.put(projection.path(), projection.format());
            }
        }
        return formats;
    }
}
