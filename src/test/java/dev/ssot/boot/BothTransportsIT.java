package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.support.McpClient;
import dev.ssot.support.McpSession;
import dev.ssot.support.RunningGateway;
import dev.ssot.support.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client finds the same server over pipes and over HTTP. */
class BothTransportsIT {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"core", "all"})
    void every_list_is_the_same_over_both(String tiers) throws Exception {
        Path repository = TestRepository.in(Files.createDirectory(folder.resolve("repo")))
                .ready("one")
                .write();
        Map<String, String> settings = Map.of("VOX_MCP_TIERS", tiers);
        try (RunningGateway gateway =
                        RunningGateway.start(Files.createDirectory(folder.resolve("run")), repository, settings);
                McpClient pipes = McpClient.session(repository, settings)) {
            McpSession http = McpSession.begin(gateway, RunningGateway.WRITE_TOKEN);
            for (String kind : List.of("tools", "prompts", "resources", "resources/templates")) {
                List<JsonNode> rows = http.list(kind);
                assertThat(rows).as(kind).isNotEmpty().isEqualTo(pipes.list(kind));
            }
            for (JsonNode tool : http.list("tools")) {
                assertThat(tool.path("_meta").properties())
                        .as(tool.path("name").asText())
                        .extracting(Map.Entry::getKey)
                        .containsExactlyInAnyOrder("vox_http_read_role_eligible", "vox_product_lane", "vox_tier");
            }
        }
    }
}
