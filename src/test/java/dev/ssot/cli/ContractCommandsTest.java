package dev.ssot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.cli.command.Operator;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ssot ci}: what it prints and how it ends. */
class ContractCommandsTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path tools;

    @BeforeEach
    void copyContracts() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT.resolve("contracts"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(PROJECT.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        tools = folder.resolve("contracts/mcp/tool-registry.canonical.yaml");
    }

    private int run(Optional<Path> project, String... arguments) {
        CommandLineProcess process = new CommandLineProcess(
                () -> {
                    throw new AssertionError("contracts are no operation");
                },
                folder,
                project,
                () -> {
                    throw new AssertionError("files are compared without asking the doors");
                },
                () -> {
                    throw new AssertionError("contracts need no daemon");
                },
                new Operator(null, _ -> Optional.empty(), null, null, null),
                null);
        return process.run(
                Stream.concat(Stream.of("ci", "operations-sync"), Stream.of(arguments))
                        .toList(),
                null,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                null);
    }

    private int run(String... arguments) {
        return run(Optional.empty(), arguments);
    }

    @Test
    void fresh_files_are_ok() {
        assertThat(run("--target", "mcp")).isZero();
        assertThat(out).hasToString("OK " + tools + System.lineSeparator());
    }

    @Test
    void a_stale_file_is_shown_with_its_difference_and_written_when_asked_to() throws IOException {
        String right = Files.readString(tools);
        Files.writeString(tools, right + "drift\n");

        assertThat(run("--target", "all")).isEqualTo(1);
        assertThat(out.toString())
                .contains(tools + " is stale; run `ssot ci operations-sync --target mcp --write`", "-drift")
                .contains("missing " + folder.resolve("docs/tools.md"));
        assertThat(run("--target", "mcp", "--write")).isZero();
        assertThat(out.toString()).endsWith("wrote " + tools + System.lineSeparator());
        assertThat(tools).hasContent(right);
    }

    @Test
    void the_report_is_also_json() throws IOException {
        Files.delete(tools);

        assertThat(run("--target", "mcp", "--format", "json")).isEqualTo(1);
        assertThat(Json.MAPPER.readTree(out.toString()).at("/targets/0/status").textValue())
                .isEqualTo("missing");
    }

    @Test
    void what_keeps_it_from_comparing_is_an_error() throws IOException {
        Path catalog = folder.resolve("contracts/operations/catalog.v1.yaml");
        Files.writeString(catalog, Files.readString(catalog).replace("schema_version: 1", "schema_version: 2"));

        assertThat(run("--target", "catalog", "--write")).isEqualTo(1);
        assertThat(err.toString()).startsWith("Error: contracts/operations/catalog.v1.yaml: ");
    }

    @Test
    void the_named_project_is_compared_and_one_without_a_catalog_is_told() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThat(run(Optional.of(PROJECT), "--target", "mcp")).isZero();
        assertThat(out.toString()).contains(PROJECT.toString());
        assertThat(run(Optional.of(empty), "--target", "mcp")).isEqualTo(1);
        assertThat(err.toString()).startsWith("Error: VOX_REPO_ROOT=" + empty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--target x", "--target mcp --format xml"})
    void a_wrong_call_ends_with_2(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(List.of(out.toString(), err.toString())).anyMatch(text -> text.contains("--"));
    }
}
