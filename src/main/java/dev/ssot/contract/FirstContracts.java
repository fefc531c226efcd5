package dev.ssot.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.project.ProjectContracts;
import dev.ssot.registry.FileChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The contracts of a project that begins: a catalog whose rows no program of ours stands behind, and the files that are
 * rendered from it as {@code operations-sync} renders them.
 */
public final class FirstContracts implements ProjectContracts {

    private static final Map<String, String> LANES = Map.of(
            "application", "app",
            "skill", "ai",
            "agent", "ai",
            "workflow", "workflow",
            "chatbot", "ai",
            "library", "platform");

    private static final String CATALOG = """
            # The one place where an operation of %1$s is declared. What names operations is generated from here:
            # change this file, run `ssot ci operations-sync --target all --write`, and commit both.
            schema_version: 1
            # ssot compares no running program with these rows; it checks the files.
            runtime: none
            # Every operation may answer these; a row adds its own.
            common_error_codes:
            - invalid_arguments
            - internal
            operations:
            - id: %2$s
              title: %3$s
              description: >-
                %4$s
              product_lane: %5$s
              intent_tags: [%6$s]
              side_effect_class: read_only
              scope: repository
              reversible: false
              idempotent: true
              requires_repo: true
              access: read
              slice: registry
              timeout_ms: 30000
              error_codes: [not_found]
              examples:
              - %7$s
              input_schema: %8$s
              output_schema: %9$s
              mcp: {name: %10$s, tier: core, http_read_role_eligible: true}
              cli:
              - {path: [%6$s, %11$s], status: active}
              rpc: {method: orch.%10$s}
            """;

    private static final String GOVERNANCE = """
            # The second key to the read role over HTTP: a tool is served to it only when the catalog flags it and this
            # list names it. The two are changed together, on purpose.
            version: 1
            read_role_tools:
            - %s
            """;

    private static final String COMMANDS = """
            # Commands of %1$s

            | command | operation | what it does |
            |---|---|---|
            | `%2$s` | `%3$s` | %4$s |
            """;

    @Override
    public List<FileChange.Put> of(String projectName, String packageKind, @Nullable String template) {
        ExampleOperation example = ExampleOperation.of(template);
        String catalog = catalog(projectName, packageKind, example);
        Map<String, ObjectNode> schemas = new TreeMap<>();
        schemas.put(example.schemaPath("input"), schema(example.input()));
        schemas.put(example.schemaPath("output"), schema(example.output()));
        try {
            List<FileChange.Put> files = new ArrayList<>();
            files.add(file(CatalogSource.PATH, catalog));
            files.add(file(ReadRoleGovernance.PATH, GOVERNANCE.formatted(example.tool())));
            files.add(file(
                    "docs/commands.md",
                    COMMANDS.formatted(
                            projectName,
                            example.subject() + " " + example.verb(),
                            example.id(),
                            example.description())));
            Formats.files().forEach((path, bytes) -> files.add(new FileChange.Put(path, bytes)));
            schemas.forEach((path, schema) -> files.add(file(ContractSource.FOLDER + "/" + path, JsonText.of(schema))));
            Projections.render(ContractSource.of(CatalogSource.parse(catalog), schemas))
                    .forEach(rendered -> files.add(file(rendered.path(), rendered.text())));
            return List.copyOf(files);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String catalog(String projectName, String packageKind, ExampleOperation example) {
        return CATALOG.formatted(
                projectName,
                example.id(),
                example.title(),
                example.description().replace(". ", ".\n    "),
                LANES.get(packageKind),
                example.subject(),
                example.arguments(),
                example.schemaPath("input"),
                example.schemaPath("output"),
                example.tool(),
                example.verb());
    }

    private static ObjectNode schema(String text) {
        return JsonSchemas.parse(text).orElseThrow();
    }

    private static FileChange.Put file(String path, String text) {
        return new FileChange.Put(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
