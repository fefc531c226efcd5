package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.support.Agent;
import dev.ssot.support.Agent.ToolResult;
import dev.ssot.support.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A front dies in the middle of a registry write; the next one finds the old registry or the new one. */
class RegistryCrashIT {

    @TempDir
    Path folder;

    /** Whether the write had reached the file when the front died. */
    @ParameterizedTest
    @CsvSource({"intent-announced,false", "temp-written,false", "renamed,true"})
    void a_write_is_wholly_there_or_wholly_absent_and_happens_once_when_asked_again(String failpoint, boolean written)
            throws Exception {
        Path root = TestRepository.in(folder).ready("a").write();
        Path registry = root.resolve(".ssot/registry.json");
        byte[] before = Files.readAllBytes(registry);
        ObjectNode upsert = arguments(
                "section",
                "tests",
                "entity",
                Map.of("id", "tst:a", "status", "passing"),
                "request_id",
                "crash-" + failpoint);
        try (Agent dying = Agent.pinned(root, Map.of("JAVA_TOOL_OPTIONS", "-Dssot.failpoint=" + failpoint))) {
            assertThat(dying.callAsync("registry_entity_upsert", upsert)).failsWithin(Duration.ofSeconds(60));
            assertThat(dying.process().waitFor()).isEqualTo(137);
        }
        assertThat(Arrays.equals(Files.readAllBytes(registry), before)).isEqualTo(!written);

        try (Agent next = Agent.pinned(root, Map.of())) {
            assertThat(updates(next))
                    .as("events as soon as the repository is opened")
                    .isEqualTo(written ? 1 : 0);
            ToolResult again = next.call("registry_entity_upsert", upsert);

            assertThat(again.isError()).as(again.text()).isFalse();
            assertThat(again.content().at("/previous_entity/status").asText()).isEqualTo("planned");
            assertThat(updates(next)).isEqualTo(1);
        }
        byte[] after = Files.readAllBytes(registry);
        assertThat(CanonicalJson.write(StrictJson.read(after))).isEqualTo(after);
        assertThat(StrictJson.read(after).at("/tests/0/status").asText()).isEqualTo("passing");
        try (var files = Files.list(root.resolve(".ssot"))) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().endsWith(".tmp"));
        }
    }

    /** Whether the write had reached the registry when the front died; the files then come along. */
    @ParameterizedTest
    @CsvSource({"files-staged,false", "renamed,true", "file-changed,true"})
    void rows_come_with_all_of_their_files_or_not_at_all_and_once_when_asked_again(String failpoint, boolean written)
            throws Exception {
        Path root = TestRepository.in(folder).unwired("a").write();
        ObjectNode scaffold = arguments("feature_id", "feat:a", "request_id", "crash-" + failpoint);
        try (Agent dying = Agent.pinned(root, Map.of("JAVA_TOOL_OPTIONS", "-Dssot.failpoint=" + failpoint))) {
            assertThat(dying.callAsync("scaffold_target_claim_wiring", scaffold))
                    .failsWithin(Duration.ofSeconds(60));
            assertThat(dying.process().waitFor()).isEqualTo(137);
        }

        try (Agent next = Agent.pinned(root, Map.of())) {
            assertThat(updates(next)).isEqualTo(written ? 1 : 0);
            assertThat(rowsAndFiles(root)).containsOnly(written);
            ToolResult again = next.call("scaffold_target_claim_wiring", scaffold);

            assertThat(again.isError()).as(again.text()).isFalse();
            assertThat(again.content().at("/created/files")).as(again.text()).hasSize(written ? 0 : 2);
            assertThat(updates(next)).isEqualTo(1);
        }
        assertThat(rowsAndFiles(root)).containsOnly(true);
        assertThat(StrictJson.read(Files.readAllBytes(root.resolve(".ssot/registry.json")))
                        .path("tests"))
                .hasSize(1);
        try (var files = Files.walk(root)) {
            assertThat(files).noneMatch(file -> file.getFileName().toString().endsWith(".tmp"));
        }
    }

    private static List<Boolean> rowsAndFiles(Path root) throws Exception {
        JsonNode registry = StrictJson.read(Files.readAllBytes(root.resolve(".ssot/registry.json")));
        return List.of(
                !registry.path("claims").isEmpty(),
                !registry.path("evidence").isEmpty(),
                Files.exists(root.resolve("tests/ssot_scaffold/test_a_t1.py")),
                Files.exists(root.resolve(".ssot/evidence/a/t1.json")));
    }

    private static long updates(Agent front) {
        long updates = 0;
        for (JsonNode event :
                front.call("get_worker_events", arguments()).content().path("events")) {
            updates += event.path("kind").asText().equals("registry_updated") ? 1 : 0;
        }
        return updates;
    }
}
