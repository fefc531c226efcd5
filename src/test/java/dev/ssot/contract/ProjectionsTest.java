package dev.ssot.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.CommandTable;
import dev.ssot.contract.Projections.Rendered;
import dev.ssot.registry.json.Json;
import dev.ssot.rpc.Protocol;
import dev.ssot.support.PublishedSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published says what the catalog and the code say, in a form that others can read. */
class ProjectionsTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    private static final String METHODS = "contracts/orchestration/orch-daemon-rpc-methods.schema.json";

    /** A governed project whose program is not ours. */
    private static final String FOREIGN = """
            schema_version: 1
            runtime: none
            common_error_codes: [internal]
            operations:
            - id: greeting.say
              title: Say a greeting
              description: Says a greeting to somebody by name.
              product_lane: app
              intent_tags: [greeting]
              side_effect_class: none
              scope: repository
              reversible: false
              idempotent: true
              requires_repo: false
              access: read
              slice: here
              timeout_ms: 1000
              error_codes: []
              examples:
              - {name: Ann}
              input_schema: schemas/greeting.say.input.schema.json
              output_schema: schemas/greeting.say.output.schema.json
              mcp: {name: say_greeting, tier: core, http_read_role_eligible: true}
              cli:
              - {path: [greet], status: active}
              rpc: {method: orch.greeting_say}
            """;

    private static final ObjectNode OBJECT = Json.object().put("type", "object");

    private static ContractSource ours() throws IOException {
        return ContractSource.read(PROJECT, CatalogSource.read(PROJECT), CommandTable.surface());
    }

    private static JsonNode yaml(List<Rendered> files, String path) throws IOException {
        return YamlText.parse(files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow()
                .text());
    }

    @Test
    void the_same_source_gives_the_same_bytes() throws IOException {
        assertThat(Projections.render(ours())).isEqualTo(Projections.render(ours()));
    }

    @Test
    void published_text_has_unix_lines_and_ends_with_one() throws IOException {
        assertThat(Projections.render(ours()))
                .allSatisfy(file -> assertThat(file.text())
                        .doesNotContain("\r")
                        .endsWith("\n")
                        .doesNotEndWith("\n\n"));
    }

    @Test
    void every_file_that_a_published_file_refers_to_is_there() throws IOException {
        for (Rendered file : Projections.render(ours())) {
            if (file.format() != null) {
                Path folder = PROJECT.resolve(file.path()).getParent();
                assertThat(YamlText.parse(file.text()).findValuesAsText("$ref"))
                        .filteredOn(reference -> !reference.startsWith("#"))
                        .allSatisfy(reference ->
                                assertThat(folder.resolve(reference)).isRegularFile());
            }
        }
    }

    @Test
    void every_command_of_the_table_is_published_with_its_options() throws IOException {
        JsonNode registry = yaml(Projections.render(ours()), "contracts/cli/command-registry.yaml");
        Map<String, JsonNode> rows = new LinkedHashMap<>();
        registry.path("operations").forEach(row -> rows.put(words(row.path("path")), row));

        CommandTable.surface().commands().stream()
                .filter(command -> !command.group())
                .forEach(command -> {
                    JsonNode row = rows.get(String.join(" ", command.path()));
                    assertThat(row).as("%s", command.path()).isNotNull();
                    assertThat(row.path("options")
                                    .valueStream()
                                    .map(option -> option.path("name").textValue()))
                            .containsExactlyElementsOf(command.options().stream()
                                    .map(CommandSurface.OptionForm::name)
                                    .toList());
                });
        assertThat(rows.get("worker claim-next").path("operation").textValue()).isEqualTo("slice.claim");
        assertThat(rows.keySet().stream().map(path -> path.replace(' ', '\0')).toList())
                .isSorted();
    }

    private static String words(JsonNode path) {
        List<String> words = new ArrayList<>();
        path.forEach(word -> words.add(word.textValue()));
        return String.join(" ", words);
    }

    @Test
    void exempted_tools_and_commands_are_no_capabilities_and_neither_are_commands_that_are_not_active()
            throws IOException {
        String catalog = Files.readString(PROJECT.resolve(CatalogSource.PATH));
        ContractSource source =
                ContractSource.read(PROJECT, CatalogSource.parse("""
                        capability:
                          auto_mcp_capabilities: true
                          auto_cli_capabilities: true
                          exemptions: {mcp_tools: [renew_lease], cli_paths: [[worker, renew]]}
                        """ + catalog), CommandTable.surface());

        JsonNode all = yaml(Projections.render(ours()), "contracts/capability/capability-registry.yaml");
        JsonNode some = yaml(Projections.render(source), "contracts/capability/capability-registry.yaml");

        assertThat(ids(all))
                .contains("mcp.renew_lease", "cli.worker.renew", "cli.worker.complete")
                .doesNotContain("cli.conformance.run")
                .isSorted();
        List<String> fewer = new ArrayList<>(ids(all));
        fewer.removeAll(List.of("mcp.renew_lease", "cli.worker.renew"));
        assertThat(ids(some)).isEqualTo(fewer);
        assertThat(all.at("/exemptions/cli_paths").isNull()).isTrue();
        assertThat(some.at("/exemptions/mcp_tools/0").textValue()).isEqualTo("renew_lease");
    }

    private static List<String> ids(JsonNode registry) {
        return registry.path("curated")
                .valueStream()
                .map(row -> row.path("id").textValue())
                .toList();
    }

    static Stream<CatalogSource.Operation> withExamples() throws IOException {
        return CatalogSource.read(PROJECT).bound().stream()
                .filter(operation -> !operation.examples().isEmpty());
    }

    /** With references followed into the files that are really published. */
    @ParameterizedTest
    @MethodSource("withExamples")
    void what_is_sent_to_the_daemon_matches_the_published_methods(CatalogSource.Operation operation) {
        for (ObjectNode example : operation.examples()) {
            ObjectNode exchange = Json.object();
            exchange.putObject(operation.rpcMethod())
                    .set("params", Protocol.params(PROJECT, "0123456789abcdef", null, example));
            assertThat(PublishedSchemas.problems(METHODS, exchange)).isEmpty();
            ObjectNode arguments = (ObjectNode) exchange.at("/" + operation.rpcMethod() + "/params/arguments");
            arguments.put("request_id", "stands beside the arguments");
            assertThat(PublishedSchemas.problems(METHODS, exchange)).isNotEmpty();
        }
    }

    /** @param folder gets what a scaffold of such a project would write */
    @Test
    void a_project_of_another_program_is_rendered_from_its_catalog_and_the_schemas_that_people_wrote(
            @TempDir Path folder) throws IOException {
        Map<String, ObjectNode> schemas = Map.of(
                "schemas/greeting.say.input.schema.json",
                Json.object()
                        .<ObjectNode>set(
                                "properties",
                                Json.object().set("name", Json.object().put("type", "string"))),
                "schemas/greeting.say.output.schema.json",
                OBJECT);
        List<Rendered> files = Projections.render(ContractSource.of(CatalogSource.parse(FOREIGN), schemas));

        assertThat(files)
                .extracting(Rendered::path)
                .containsExactlyInAnyOrder(
                        "contracts/mcp/tool-registry.canonical.yaml",
                        "contracts/cli/command-registry.yaml",
                        "contracts/capability/capability-registry.yaml",
                        "docs/tools.md");
        JsonNode command = yaml(files, "contracts/cli/command-registry.yaml").at("/operations/0");
        assertThat(command.path("surface").textValue()).isEqualTo("cli");
        assertThat(command.path("options").isEmpty()).isTrue();

        put(folder, CatalogSource.PATH, FOREIGN);
        for (Map.Entry<String, byte[]> format : Formats.files().entrySet()) {
            put(folder, format.getKey(), new String(format.getValue(), UTF_8));
        }
        for (Map.Entry<String, ObjectNode> schema : schemas.entrySet()) {
            put(folder, "contracts/operations/" + schema.getKey(), JsonText.of(schema.getValue()));
        }
        for (Rendered file : files) {
            put(folder, file.path(), file.text());
        }
        Synchronization sync = new Synchronization(folder, EnumSet.allOf(Target.class), CommandTable.surface());
        assertThat(sync.check().passed()).as("%s", sync.check().json()).isTrue();

        Files.writeString(
                folder.resolve("contracts/operations/schemas/greeting.say.input.schema.json"), "{\"type\": 7}");
        Files.delete(folder.resolve("contracts/operations/schemas/greeting.say.output.schema.json"));
        assertThat(sync.write().files())
                .filteredOn(file -> file.status() == SyncReport.Status.ERROR)
                .extracting(SyncReport.FileReport::path)
                .containsExactly(
                        "contracts/operations/schemas/greeting.say.input.schema.json",
                        "contracts/operations/schemas/greeting.say.output.schema.json");
    }

    private static void put(Path folder, String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
