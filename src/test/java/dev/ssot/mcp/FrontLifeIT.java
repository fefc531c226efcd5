package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.support.McpClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front as a process: how it starts, what it opens, and when it ends. */
class FrontLifeIT extends FrontFixture {

    @Test
    void requests_before_the_end_of_input_are_all_answered() {
        McpClient client = start();
        ObjectNode params = object().put("protocolVersion", "2025-11-25");
        params.putObject("capabilities");
        params.putObject("clientInfo").put("name", "t").put("version", "1");
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        answers.add(client.send("initialize", params));
        client.notify("notifications/initialized", null);
        answers.add(client.send("tools/list", null));
        answers.add(client.callToolAsync("get_campaign_status", object().put("campaign_id", "c1")));
        client.endInput();
        answers.forEach(answer -> client.await(answer, "a request before the end of input"));
        assertThat(client.awaitExit()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void text_beyond_ascii_survives_a_plain_locale() {
        String name = "no_such_\u00e4\u20ac\ud83d\ude00";
        McpClient client = client(McpClient.front(Map.of("LC_ALL", "C", "LANG", "C"), "--repo", repository.toString()));
        client.initialize();
        JsonNode answer = client.request("tools/call", object().put("name", name));
        assertThat(answer.at("/error/message").asText()).contains(name);
    }

    @Test
    void a_server_that_is_not_pinned_asks_for_the_repository() {
        McpClient client = client(McpClient.front(Map.of(), "--repo-mode", "explicit"));
        client.initialize();
        assertThat(client.list("resources")).isEmpty();
        JsonNode result = client.callTool("get_conflicts", object());
        assertThat(result.at("/structuredContent/code").asText()).isEqualTo("repository_required");
    }

    @Test
    void a_folder_that_does_not_exist_costs_no_tools() {
        McpClient client = client(McpClient.session(repository.resolve("nowhere"), Map.of()));
        assertThat(client.list("tools")).isNotEmpty();
        assertThat(client.callTool("get_conflicts", object()).path("isError").asBoolean())
                .isTrue();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void no_port_is_open() throws IOException {
        McpClient client = session();
        List<String> listening = new ArrayList<>();
        Path sockets = Path.of("/proc", Long.toString(client.process().pid()), "fd");
        List<String> inodes;
        try (Stream<Path> descriptors = Files.list(sockets)) {
            inodes = descriptors
                    .map(FrontLifeIT::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .toList();
        }
        for (String table : List.of("tcp", "tcp6")) {
            Path path = sockets.resolveSibling("net").resolve(table);
            if (Files.exists(path)) {
                Files.readAllLines(path).stream()
                        .map(line -> line.strip().split("\\s+"))
                        .filter(row -> row.length > 9 && row[3].equals("0A") && inodes.contains(row[9]))
                        .forEach(row -> listening.add(row[1]));
            }
        }
        assertThat(listening).isEmpty();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void the_front_goes_with_its_client_even_when_its_input_stays_open() throws Exception {
        List<String> command =
                new ArrayList<>(List.of("sh", "-c", "exec 3<&0; \"$@\" <&3 & echo $! >&2; wait", "client"));
        command.addAll(McpClient.launcher("--repo", repository.toString()));
        Process client = new ProcessBuilder(command).start();
        try (BufferedReader out = client.inputReader(StandardCharsets.UTF_8);
                BufferedReader err = client.errorReader(StandardCharsets.UTF_8)) {
            ProcessHandle front =
                    ProcessHandle.of(Long.parseLong(err.readLine())).orElseThrow();
            client.getOutputStream()
                    .write("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\"}\n"
                            .getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
            // An answer proves that the front is up and watches.
            assertThat(out.readLine()).contains("-32601");
            client.destroyForcibly();
            await().atMost(DEADLINE).until(() -> !front.isAlive());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP"})
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void signals_end_it(String signal) throws Exception {
        McpClient client = session();
        new ProcessBuilder("kill", "-" + signal, Long.toString(client.process().pid()))
                .start()
                .waitFor();
        client.awaitExit();
    }

    @Test
    void wrong_arguments_end_the_start_with_one_sentence() {
        for (String[] wrong :
                new String[][] {{}, {"--transport", "sse", "--repo", "."}, {"--repo", ".", "--repo-mode", "explicit"}
                }) {
            McpClient client = client(McpClient.front(Map.of(), wrong));
            assertThat(client.awaitExit()).isEqualTo(2);
            assertThat(client.errors().lines()).hasSize(1);
        }
    }

    @Test
    void an_unknown_tier_ends_the_start() {
        McpClient client = client(McpClient.front(Map.of("VOX_MCP_TIERS", "core,expert"), "--repo", "."));
        assertThat(client.awaitExit()).isEqualTo(2);
        assertThat(client.errors()).contains("VOX_MCP_TIERS").contains("expert");
    }

    @Test
    void a_flag_that_is_no_boolean_ends_the_start_with_its_name_and_value() {
        McpClient client = client(
                McpClient.front(Map.of("VOX_MCP_ORCHESTRATOR_RPC_READS", "maybe"), "--repo", repository.toString()));
        assertThat(client.awaitExit()).isEqualTo(2);
        assertThat(client.errors()).contains("VOX_MCP_ORCHESTRATOR_RPC_READS=maybe is no boolean");
    }

    @Test
    void every_tier_starts() {
        McpClient client = client(McpClient.session(repository, Map.of("VOX_MCP_TIERS", "all")));
        assertThat(client.list("tools")).isNotEmpty();
    }

    @Test
    void the_version_can_be_asked_for() throws Exception {
        Process process = new ProcessBuilder(McpClient.launcher("--version")).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            Matcher version = Pattern.compile("ssot-mcp \\d+\\.\\d+\\.\\d+.*").matcher(out.readLine());
            assertThat(version.matches()).isTrue();
        }
        assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
