package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.Json;
import dev.ssot.support.RunningGateway;
import dev.ssot.support.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a real daemon that serves HTTP. */
class DaemonLogIT {

    private static final String WRONG = "wrong-token-0123456789";

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    @Test
    void it_tells_the_configuration_as_json_and_no_secret() throws Exception {
        TestRepository.in(folder).ready("a").write();
        Path announcement = runtime.resolve("ssot/daemon.json");
        String token;
        try (RunningGateway gateway =
                RunningGateway.start(runtime, folder, Map.of("VOX_ORCHESTRATOR_DAEMON_LOG_FORMAT", "json"))) {
            token = Json.MAPPER.readTree(announcement.toFile()).path("token").asText();
            gateway.with(WRONG).get("/v1/tools").then().statusCode(401);
            gateway.writer()
                    .body("{\"name\":\"get_conflicts\"}")
                    .post("/v1/tools/call")
                    .then()
                    .statusCode(200);
            gateway.writer().body("no json").post("/v1/tools/call").then().statusCode(422);
            gateway.anonymous().get("/v1/tools?token=" + WRONG).then().statusCode(401);
        }

        String log = Files.readString(runtime.resolve("ssot/daemon.log"));
        List<JsonNode> records = log.lines().flatMap(DaemonLogIT::json).toList();
        assertThat(records)
                .allSatisfy(record -> assertThat(record.path("level").asText()).isNotEmpty());
        assertThat(records)
                .extracting(record -> record.path("message").asText())
                .anySatisfy(message -> assertThat(message)
                        .startsWith("configuration: ")
                        .contains("VOX_MCP_HTTP_BEARER_TOKEN=(secret)", "VOX_ORCHESTRATOR_DAEMON_LOG_FORMAT=json"))
                .anySatisfy(message -> assertThat(message).startsWith("the gateway serves http://127.0.0.1:"));
        assertThat(token).isNotEmpty();
        assertThat(log).doesNotContain(RunningGateway.WRITE_TOKEN, RunningGateway.READ_TOKEN, WRONG, token);
    }

    private static Stream<JsonNode> json(String line) {
        try {
            return line.startsWith("{") ? Stream.of(Json.MAPPER.readTree(line)) : Stream.empty();
        } catch (JsonProcessingException broken) {
            throw new AssertionError(line, broken);
        }
    }
}
