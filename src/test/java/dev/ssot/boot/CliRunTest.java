package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines inside a server, as {@code run_ssot_cli} runs them. */
class CliRunTest {

    @TempDir
    Path folder;

    private final EngineUnderTest engine = new EngineUnderTest();
    private Path root;
    private int requests;

    @BeforeEach
    void a_repository_beside_another_and_one_inside_it() throws IOException {
        root = TestRepository.in(Files.createDirectories(folder.resolve("repo")))
                .ready("a")
                .write();
        TestRepository.in(Files.createDirectories(folder.resolve("other")))
                .ready("secret")
                .write();
        TestRepository.in(Files.createDirectories(root.resolve("nested")))
                .ready("secret")
                .write();
        Files.createDirectories(root.resolve("src/a"));
        Files.createSymbolicLink(root.resolve("link"), folder.resolve("other"));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private ObjectNode run(String... args) {
        Outcome outcome =
                engine.call(new Call("cli.run", root, arguments("args", List.of(args)), "request-" + ++requests));
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).result();
    }

    private byte[] registry() throws IOException {
        return Files.readAllBytes(root.resolve(".ssot/registry.json"));
    }

    @Test
    void a_command_runs_and_its_output_comes_back_as_text_and_as_json() {
        ObjectNode ran = run("feature", "list", ".");

        assertThat(ran.path("passed").asBoolean()).isTrue();
        assertThat(ran.path("exit_code").asInt()).isZero();
        assertThat(ran.path("args")).hasToString("[\"feature\",\"list\",\".\"]");
        assertThat(ran.path("normalized_args")).isEqualTo(ran.path("args"));
        assertThat(ran.at("/output/0/id").asText()).isEqualTo("feat:a");
        assertThat(ran.path("stdout").asText()).startsWith("[{").doesNotEndWith("\n");
        assertThat(ran.path("stderr").asText()).isEmpty();
    }

    @Test
    void a_change_under_a_lease_is_made_while_the_lease_is_held_and_not_after() throws IOException {
        JsonNode lease = ((Outcome.Answered) engine.call(new Call(
                        "slice.claim",
                        root,
                        arguments("worker_id", "w", "campaign_id", "c", "target_tier", "T1"),
                        null)))
                .result()
                .path("lease");
        String id = lease.path("lease_id").asText();
        String token = lease.path("fencing_token").asText();
        String[] rename = {
            "feature", "update", "--id", "feat:a", "--title", "Held", "--lease-id", id, "--fencing-token", token
        };

        assertThat(run(rename).path("passed").asBoolean()).isTrue();

        engine.call(new Call(
                "slice.abandon",
                root,
                arguments(
                        "worker_id",
                        "w",
                        "lease_id",
                        id,
                        "fencing_token",
                        lease.path("fencing_token").asLong(),
                        "reason",
                        "over"),
                null));
        rename[5] = "Late";
        ObjectNode late = run(rename);

        assertThat(late.path("passed").asBoolean()).isFalse();
        assertThat(late.path("stdout").asText()).contains("lease_not_active");
        assertThat(new String(registry(), UTF_8)).contains("Held").doesNotContain("Late");
    }

    @Test
    void another_form_comes_back_as_text() {
        ObjectNode ran = run("--output-format", "csv", "feature", "list");

        assertThat(ran.path("output").asText()).contains("feat:a");
        assertThat(ran.path("stdout").asText()).contains("\r\n");
    }

    @Test
    void help_and_the_version_come_back() {
        assertThat(run("--help").path("stdout").asText()).contains("feature", "Usage: ssot");
        assertThat(run("feature", "create", "--help").path("exit_code").asInt()).isZero();
        assertThat(run("--version").path("stdout").asText()).startsWith("ssot ");
        assertThat(run("--version").path("passed").asBoolean()).isTrue();
    }

    @Test
    void a_wrong_call_comes_back_with_its_usage() {
        ObjectNode ran = run("feature", "list", "--bad-flag");

        assertThat(ran.path("passed").asBoolean()).isFalse();
        assertThat(ran.path("exit_code").asInt()).isEqualTo(2);
        assertThat(ran.path("output").isNull()).isTrue();
        assertThat(ran.path("stderr").asText())
                .contains("unrecognized arguments: --bad-flag", "usage: ssot feature list");
        assertThat(run().path("exit_code").asInt()).isEqualTo(2);
    }

    @Test
    void an_error_is_json_and_exits_with_one() {
        ObjectNode ran = run("feature", "get", "--id", "feat:none");

        assertThat(ran.path("exit_code").asInt()).isEqualTo(1);
        assertThat(ran.at("/output/passed").asBoolean(true)).isFalse();
        assertThat(ran.at("/output/error").asText()).isEqualTo("Unknown feature id: feat:none");
        assertThat(ran.at("/output/code").asText()).isEqualTo("not_found");
        assertThat(ran.at("/output/next").asText()).isNotBlank();
    }

    @Test
    void an_upgrade_is_bound_to_this_version() {
        ObjectNode ran = run("upgrade", "--target-version", "9.9", ".", "--target-version=8");

        assertThat(ran.path("normalized_args")).hasToString("[\"upgrade\",\".\",\"--sync-docs\"]");
        assertThat(ran.path("warnings")).hasSize(4);
        assertThat(ran.path("warnings").get(0).asText()).startsWith("MCP upgrade ignores --target-version");
        assertThat(ran.at("/output/code").asText()).isEqualTo("not_available");
        assertThat(ran.path("exit_code").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pack inspect p", "conformance profile list", "adr sync", "spec sync", "upgrade"})
    void what_comes_later_says_so(String line) {
        ObjectNode ran = run(line.split(" "));

        assertThat(ran.path("exit_code").asInt()).isEqualTo(1);
        assertThat(ran.at("/output/code").asText()).isEqualTo("not_available");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daemon status",
                "daemon stop",
                "daemon restart",
                "daemon logs",
                "ci operations-sync --target schemas",
                "completion"
            })
    void what_is_about_the_machine_is_for_a_person(String line) {
        assertThat(run(line.split(" ")).at("/output/code").asText()).isEqualTo("not_available");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../other", "/", "link", "nested", "nested/.ssot", "src/../../other"})
    void no_path_leads_to_another_repository(String path) {
        for (String[] line : new String[][] {
            {"feature", "list", path}, {"feature", "get", path, "--id", "feat:secret"}, {"init", path, "--force"}
        }) {
            ObjectNode ran = run(line);
            assertThat(ran.path("exit_code").asInt()).as("%s", ran).isEqualTo(1);
            assertThat(ran.at("/output/code").asText()).isEqualTo("repository_pinned");
            assertThat(ran.toString()).doesNotContain("Feature secret");
        }
        assertThat(run("feature", "list", "src/a").at("/output/0/id").asText()).isEqualTo("feat:a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--output-file ../x feature list",
                "--output-file link/x feature list",
                "--output-file .ssot/registry.json feature list",
                "--output-file .git/hooks/pre-commit feature list",
                "feature create --id feat:n --title n --body-file ../other/.ssot/registry.json",
                "test create --id tst:n --title n --kind k --test-path p --execution-file link/x",
                "evidence update --id evd:a --release-context-file /etc/passwd",
                "test run --ids tst:a --evidence-output ../x",
                "registry export --format json --output link/x",
                "graph export --format dot --output .ssot/control/x",
            })
    void no_file_outside_is_read_or_written_and_nothing_is_done(String line) throws IOException {
        byte[] before = registry();

        ObjectNode ran = run(line.split(" "));

        assertThat(ran.path("exit_code").asInt()).as("%s", ran).isEqualTo(1);
        assertThat(ran.at("/output/code").asText()).isEqualTo("invalid_arguments");
        assertThat(registry()).isEqualTo(before);
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(folder.resolve("other/x")).doesNotExist();
    }

    @Test
    void the_output_is_also_written_to_a_file_of_the_repository() throws IOException {
        ObjectNode ran = run("--output-file", "out/features.json", "feature", "list");

        assertThat(Files.readString(root.resolve("out/features.json")))
                .isEqualTo(ran.path("stdout").asText());
    }

    @Test
    void the_surface_names_every_command_with_its_tool() {
        Outcome outcome = engine.call(new Call("cli.surface", root, arguments(), null));
        ObjectNode surface = ((Outcome.Answered) outcome).result();

        assertThat(surface.path("top_level_commands")).hasSize(34);
        assertThat(surface.path("subcommand_paths")).hasSize(215);
        assertThat(surface.path("global_flags")).hasToString("[\"--output-file\",\"--output-format\",\"--version\"]");
        assertThat(surface.path("root_tool_name").asText()).isEqualTo("ssot_cli__root");
        JsonNode tools = surface.path("tool_name_by_path");
        assertThat(tools.path("feature parent-audit").asText()).isEqualTo("ssot_cli__feature__parent_audit");
    }

    @Test
    void too_much_is_refused() {
        Outcome outcome = engine.call(new Call("cli.run", root, arguments("args", List.of("x".repeat(2 << 20))), null));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    }
}
