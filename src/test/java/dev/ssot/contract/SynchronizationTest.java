package dev.ssot.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.cli.command.CommandTable;
import dev.ssot.contract.SyncReport.FileReport;
import dev.ssot.contract.SyncReport.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Published files are compared with their sources, and mended all together or not at all. */
class SynchronizationTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final CommandSurface COMMANDS = CommandTable.surface();
    private static final String TOOLS = "contracts/mcp/tool-registry.canonical.yaml";

    @TempDir
    private Path folder;

    private Path copy;

    @BeforeEach
    void copyContracts() throws IOException {
        copy = folder.resolve("copy");
        for (String part : List.of("contracts", "docs")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(part))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = copy.resolve(PROJECT.relativize(file));
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    private SyncReport check(Target... targets) throws IOException {
        return new Synchronization(copy, set(targets), COMMANDS).check();
    }

    private SyncReport write(Target... targets) throws IOException {
        return new Synchronization(copy, set(targets), COMMANDS).write();
    }

    private static Set<Target> set(Target... targets) {
        return targets.length == 0 ? EnumSet.allOf(Target.class) : EnumSet.copyOf(Arrays.asList(targets));
    }

    private static List<FileReport> wrong(SyncReport report) {
        return report.files().stream()
                .filter(file -> file.status() != Status.OK)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void this_repository_publishes_what_its_catalog_and_its_code_say(Target target) throws IOException {
        SyncReport report = new Synchronization(PROJECT, EnumSet.of(target), COMMANDS).check();

        assertThat(wrong(report)).as("run `%s`", target.command()).isEmpty();
        assertThat(report.files()).isNotEmpty().allMatch(file -> file.target() == target);
    }

    /** The header lines of the contract, to the letter. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                TOOLS + "|mcp|Canonical MCP tool names + descriptions (generated).",
                "contracts/capability/capability-registry.yaml|capability|Transport-independent capability SSOT"
                        + " (generated; see capability-registry.schema.json).",
            })
    void a_registry_says_in_three_lines_where_it_comes_from(String path, String target, String first)
            throws IOException {
        assertThat(Files.readAllLines(PROJECT.resolve(path)).subList(0, 4))
                .startsWith(
                        "# " + first,
                        "# GENERATED FROM contracts/operations/catalog.v1.yaml via `ssot ci operations-sync --target "
                                + target + " --write`.",
                        "# Do not hand-edit this file.")
                .last()
                .asString()
                .doesNotStartWith("#");
    }

    @Test
    void the_registry_of_commands_says_in_four_lines_where_it_comes_from() throws IOException {
        assertThat(Files.readString(PROJECT.resolve("contracts/cli/command-registry.yaml")))
                .startsWith("""
                        # Machine-readable ssot command surface (generated).
                        # GENERATED FROM contracts/operations/catalog.v1.yaml via `ssot ci operations-sync --target cli --write`.
                        # Do not hand-edit ssot-cli rows here; edit the operations catalog instead.
                        # Non-CLI surfaces come from their own source file.
                        schema_version: 1
                        """);
    }

    static Stream<String> published() throws IOException {
        return new Synchronization(PROJECT, EnumSet.allOf(Target.class), COMMANDS)
                .check().files().stream()
                        .filter(file -> file.target() != Target.CATALOG)
                        .map(FileReport::path)
                        .filter(path -> !path.contains("/schemas/") || path.contains("slice.claim"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void a_changed_file_is_shown_with_its_difference_and_mended(String path) throws IOException {
        Path file = copy.resolve(path);
        byte[] right = Files.readAllBytes(file);
        Files.writeString(file, Files.readString(file).replaceFirst("\n", "\ndrift\n"));

        FileReport stale = wrong(check()).getFirst();

        assertThat(wrong(check())).hasSize(1);
        assertThat(stale.status()).isEqualTo(Status.STALE);
        assertThat(stale.path()).isEqualTo(path);
        assertThat(stale.firstDiffLine()).isEqualTo(2);
        assertThat(stale.diff())
                .startsWith("--- a/" + path + "\n+++ b/" + path + "\n@@ ")
                .contains("\n-drift\n");
        assertThat(stale.message())
                .isEqualTo("%s is stale; run `ssot ci operations-sync --target %s --write`"
                        .formatted(file, stale.target().text()));
        assertThat(write().files())
                .filteredOn(done -> done.status() == Status.WRITTEN)
                .singleElement()
                .satisfies(done -> assertThat(done.message()).isEqualTo("wrote " + file));
        assertThat(file).hasBinaryContent(right);
        assertThat(check().passed()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("published")
    void a_missing_file_is_named_and_written(String path) throws IOException {
        Path file = copy.resolve(path);
        byte[] right = Files.readAllBytes(file);
        Files.delete(file);

        assertThat(wrong(check())).singleElement().satisfies(missing -> {
            assertThat(missing.status()).isEqualTo(Status.MISSING);
            assertThat(missing.message()).startsWith("missing " + file + "; run `");
        });
        assertThat(write().passed()).isTrue();
        assertThat(file).hasBinaryContent(right);
    }

    @Test
    void files_that_belong_to_nothing_are_named_and_removed() throws IOException {
        Path schema = Files.writeString(copy.resolve("contracts/operations/schemas/stray.schema.json"), "{}");
        Path routes = copy.resolve("contracts/http/openapi.yaml");
        change(CatalogSource.PATH, text -> text.replaceFirst("(?s)http_routes:\n.*?\noperations:\n", "operations:\n"));

        assertThat(wrong(check()))
                .allMatch(file -> file.message().contains(" belongs to nothing in the catalog; run `"))
                .extracting(FileReport::path)
                .containsExactlyInAnyOrder(
                        "contracts/http/openapi.yaml", "contracts/operations/schemas/stray.schema.json");
        assertThat(write().passed()).isTrue();
        assertThat(schema).doesNotExist();
        assertThat(routes).doesNotExist();
    }

    @Test
    void a_file_of_somebody_else_at_the_place_of_one_that_we_do_not_have_stays() throws IOException {
        Path routes = Files.writeString(copy.resolve("contracts/http/openapi.yaml"), "openapi: 3.1.0\n");
        change(CatalogSource.PATH, text -> text.replaceFirst("(?s)http_routes:\n.*?\noperations:\n", "operations:\n"));

        assertThat(write().passed()).isTrue();
        assertThat(routes).hasContent("openapi: 3.1.0");
    }

    @Test
    void ends_of_lines_of_another_system_are_no_difference() throws IOException {
        change(TOOLS, text -> text.replace("\n", "\r\n"));

        assertThat(check().passed()).isTrue();
    }

    @Test
    void a_long_difference_is_shortened() throws IOException {
        change("contracts/cli/command-registry.yaml", text -> text.replace("required", "wanted"));

        assertThat(wrong(check()).getFirst().diff().lines())
                .hasSize(200)
                .last()
                .asString()
                .endsWith(" more lines");
    }

    @Test
    void every_stale_file_of_every_target_is_reported_and_nothing_is_written_by_a_check() throws IOException {
        List<String> drifted = List.of(TOOLS, "docs/tools.md", "contracts/config/env-vars.v1.yaml");
        for (String path : drifted) {
            change(path, text -> text + "drift\n");
        }
        Map<Path, String> before = contents();

        assertThat(wrong(check())).extracting(FileReport::path).containsExactlyInAnyOrderElementsOf(drifted);
        assertThat(wrong(check(Target.MCP))).extracting(FileReport::path).containsExactly(TOOLS);
        assertThat(contents()).isEqualTo(before);
        write(Target.MCP);
        assertThat(wrong(check())).hasSize(2);
    }

    @Test
    void nothing_is_written_when_one_file_cannot_be() throws IOException {
        change(TOOLS, text -> text + "drift\n");
        Path inTheWay = copy.resolve("docs/tools.md");
        Files.delete(inTheWay);
        Files.createDirectories(inTheWay.resolve("full"));
        Map<Path, String> before = contents();

        SyncReport report = write();

        assertThat(report.passed()).isFalse();
        assertThat(wrong(report)).extracting(FileReport::status).containsExactly(Status.STALE, Status.ERROR);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void what_fails_while_files_are_written_is_told_and_everything_is_as_it_was() throws IOException {
        change(TOOLS, text -> text + "drift\n");
        Path folderOfMethods = copy.resolve("contracts/orchestration");
        try (Stream<Path> files = Files.list(folderOfMethods)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folderOfMethods);
        Files.writeString(folderOfMethods, "a file where a folder has to be");
        Map<Path, String> before = contents();

        SyncReport report = write();

        assertThat(wrong(report))
                .extracting(FileReport::status)
                .containsExactly(Status.STALE, Status.MISSING, Status.ERROR);
        assertThat(wrong(report).getLast().message())
                .startsWith("contracts/orchestration/orch-daemon-rpc-methods.schema.json: nothing was written");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void what_leads_out_of_the_project_is_not_written() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path mcp = copy.resolve("contracts/mcp");
        try (Stream<Path> files = Files.list(mcp)) {
            for (Path file : files.toList()) {
                Files.move(file, outside.resolve(file.getFileName()));
            }
        }
        Files.delete(mcp);
        Files.createSymbolicLink(mcp, outside);
        change(TOOLS, text -> text + "drift\n");

        assertThat(wrong(write())).singleElement().satisfies(file -> {
            assertThat(file.status()).isEqualTo(Status.ERROR);
            assertThat(file.message()).contains("leads out of the project");
        });
        assertThat(outside.resolve("tool-registry.canonical.yaml")).content().endsWith("drift\n");
    }

    /** what is changed in the catalog, by what, and what is said about it */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'- id: slice.renew\n'|'- id: slice.claim\n'|declared more than once: id slice.claim",
                "name: renew_lease,|name: complete_slice,|declared more than once: tool complete_slice",
                "method: orch.slice_renew|method: orch.slice_claim|declared more than once: method orch.slice_claim",
                "path: [worker, renew]|path: [worker, claim-next]|declared more than once: command worker claim-next",
                "path: /v1/info|path: /v1/tools|declared more than once: route GET /v1/tools",
                "method: orch.shutdown|method: orch.ping|declared more than once: method orch.ping",
                "name: VOX_REPO_ROOT|name: VOX_MCP_TIERS|declared more than once: variable VOX_MCP_TIERS",
                "product_lane: workflow|product_lane: fun|does not have a value in the enumeration",
                "'- id: slice.renew\n'|'- id: slice.prolong\n'|no code is bound to slice.prolong",
                "'operations:\n'|'operations: [\n'|while parsing",
            })
    void a_catalog_with_a_mistake_is_told_and_nothing_is_rendered_from_it(String was, String is, String said)
            throws IOException {
        change(CatalogSource.PATH, text -> {
            assertThat(text).contains(was);
            int at = text.indexOf(was);
            return text.substring(0, at) + is + text.substring(at + was.length());
        });

        assertThat(write().files())
                .isNotEmpty()
                .allMatch(file -> file.target() == Target.CATALOG)
                .allMatch(file -> file.status() == Status.ERROR)
                .anyMatch(file -> file.message().contains(said));
    }

    @Test
    void a_file_that_does_not_match_its_schema_is_not_published() throws IOException {
        change("contracts/mcp/tool-registry.schema.json", text -> text.replace("\"const\": 1", "\"const\": 2"));
        change(TOOLS, text -> text + "drift\n");

        assertThat(wrong(write())).singleElement().satisfies(file -> {
            assertThat(file.status()).isEqualTo(Status.ERROR);
            assertThat(file.message()).startsWith(TOOLS + ": ").contains("version");
        });
        Files.delete(copy.resolve("contracts/mcp/tool-registry.schema.json"));
        assertThat(wrong(check(Target.MCP)).getFirst().message()).contains("tool-registry.schema.json is missing");
    }

    @Test
    void the_report_of_programs_has_the_fields_of_the_contract() throws IOException {
        change(TOOLS, text -> text + "drift\n");

        var json = check(Target.MCP).json();

        assertThat(json.path("passed").booleanValue()).isFalse();
        assertThat(json.path("root").textValue()).isEqualTo(copy.toString());
        assertThat(json.path("targets").size()).isEqualTo(1);
        var file = json.at("/targets/0");
        assertThat(file.path("target").textValue()).isEqualTo("mcp");
        assertThat(file.path("path").textValue()).isEqualTo(TOOLS);
        assertThat(file.path("status").textValue()).isEqualTo("stale");
        assertThat(file.path("first_diff_line").isInt()).isTrue();
        assertThat(file.path("diff").textValue()).contains("-drift");
        assertThat(file.path("message").textValue()).contains("is stale");
    }

    private interface Change {

        String of(String text);
    }

    private void change(String path, Change change) throws IOException {
        Path file = copy.resolve(path);
        Files.write(file, change.of(Files.readString(file)).getBytes(UTF_8));
    }

    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.toList()) {
                contents.put(file, Files.isRegularFile(file) ? Files.readString(file) : "folder");
            }
        }
        return contents;
    }
}
