package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.support.McpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Starts fronts on an empty folder, and ends them after each test. */
abstract class FrontFixture {

    static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    Path repository;

    private final List<McpClient> clients = new ArrayList<>();

    @AfterEach
    void nothing_but_the_protocol_stood_on_standard_output() {
        clients.forEach(McpClient::close);
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.foreignLines()).isEmpty());
    }

    McpClient start() {
        return client(McpClient.front(Map.of(), "--repo", repository.toString()));
    }

    McpClient session() {
        return client(McpClient.session(repository, Map.of()));
    }

    McpClient client(McpClient client) {
        clients.add(client);
        return client;
    }

    static int errorCode(JsonNode answer) {
        return answer.at("/error/code").asInt();
    }

    static ObjectNode object() {
        return McpClient.JSON.createObjectNode();
    }
}
