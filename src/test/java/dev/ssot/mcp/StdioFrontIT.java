package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front as agents meet it: a real process behind pipes. The folder holds no registry; no test here needs one. */
class StdioFrontIT {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Pattern IN_BACKTICKS = Pattern.compile("`([a-z_]+)`");

    @TempDir
    private Path repository;

    private final List<McpClient> clients = new ArrayList<>();

    @AfterEach
    void nothing_but_the_protocol_stood_on_standard_output() {
        clients.forEach(McpClient::close);
        assertThat(clients)
                .allSatisfy(client -> assertThat(client.foreignLines()).isEmpty());
    }

    @Test
    void the_handshake_names_the_server_and_all_its_capabilities() {
        JsonNode result = start().initialize();
        assertThat(result.at("/serverInfo/name").asText()).isEqualTo("ssot");
        assertThat(result.at("/serverInfo/version").asText()).isNotBlank();
        assertThat(result.get("protocolVersion").asText()).isEqualTo("2025-11-25");
        assertThat(result.get("instructions").asText()).contains("claim_next_maturation_slice", "registry.json");
        for (String capability : List.of("tools", "resources", "prompts")) {
            assertThat(result.get("capabilities").has(capability))
                    .as(capability)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-06-18", "2025-11-25", "2031-01-01"})
    void every_protocol_version_gets_a_session(String version) {
        McpClient client = start();
        ObjectNode params = object().put("protocolVersion", version);
        params.putObject("capabilities").putObject("elicitation").putObject("form");
        params.putObject("clientInfo")
                .put("name", "t")
                .put("version", "1")
                .putArray("icons")
                .add(7);
        assertThat(client.request("initialize", params)
                        .at("/result/protocolVersion")
                        .asText())
                .startsWith("2025-");
        assertThat(client.list("tools")).isNotEmpty();
    }

    @Test
    void the_list_of_tools_is_within_its_budget() {
        McpClient client = session();
        JsonNode answer = client.request("tools/list", null);
        assertThat(answer.at("/result/tools")).hasSizeBetween(1, 30);
        assertThat(answer.at("/result").has("nextCursor")).isFalse();
        assertThat(answer.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(32_000);
    }

    @Test
    void each_tool_is_listed_with_what_clients_read() {
        for (JsonNode tool : session().list("tools")) {
            String name = tool.path("name").asText();
            assertThat(tool.at("/inputSchema/type").asText()).as(name).isEqualTo("object");
            assertThat(tool.at("/outputSchema/type").asText()).as(name).isEqualTo("object");
            assertThat(tool.at("/annotations/openWorldHint").asBoolean(true))
                    .as(name)
                    .isFalse();
            assertThat(tool.at("/annotations/readOnlyHint").isBoolean())
                    .as(name)
                    .isTrue();
            assertThat(tool.at("/_meta/vox_tier").asText()).as(name).isEqualTo("core");
            assertThat(tool.at("/_meta/vox_product_lane").asText()).as(name).isNotBlank();
            assertThat(tool.at("/_meta/vox_http_read_role_eligible").isBoolean())
                    .as(name)
                    .isTrue();
            assertThat(tool.at("/_meta").has("ssot_hidden")).as(name).isFalse();
        }
    }

    /** Some clients check error results against the tool's output schema, and hide what does not fit. */
    @Test
    void a_refusal_fits_the_output_schema_of_every_tool() {
        McpClient client = session();
        JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        for (JsonNode tool : client.list("tools")) {
            JsonNode result = client.callTool(tool.path("name").asText(), object().put("repo", 5));
            assertThat(result.path("isError").asBoolean()).isTrue();
            assertThat(result.at("/structuredContent/code").asText()).isEqualTo("invalid_arguments");
            assertThat(result.at("/content/0/text").asText()).contains("repo");
            assertThat(result.at("/_meta/vox_backend").asText()).isEqualTo("direct");
            assertThat(schemas.getSchema(tool.get("outputSchema")).validate(result.get("structuredContent")))
                    .isEmpty();
        }
    }

    @Test
    void prompts_name_only_tools_that_are_listed() {
        McpClient client = session();
        List<String> tools = client.list("tools").stream()
                .map(tool -> tool.path("name").asText())
                .toList();
        List<JsonNode> prompts = client.list("prompts");
        assertThat(prompts)
                .extracting(prompt -> prompt.path("name").asText())
                .containsExactly("worker_loop", "repair_blocked_transitions", "review_campaign");
        for (JsonNode prompt : prompts) {
            ObjectNode params = object().put("name", prompt.path("name").asText());
            params.putObject("arguments").put("campaign", "spring");
            String text = client.request("prompts/get", params)
                    .at("/result/messages/0/content/text")
                    .asText();
            assertThat(text).contains("\"spring\"");
            assertThat(tools)
                    .containsAll(IN_BACKTICKS
                            .matcher(text)
                            .results()
                            .map(match -> match.group(1))
                            .toList());
        }
    }

    @Test
    void a_prompt_without_its_campaign_is_refused() {
        assertThat(errorCode(session().request("prompts/get", object().put("name", "worker_loop"))))
                .isEqualTo(-32602);
    }

    @Test
    void resources_carry_their_type_and_obey_the_pin() throws IOException {
        McpClient client = session();
        List<JsonNode> templates = client.list("resources/templates");
        assertThat(templates)
                .extracting(template -> template.path("uriTemplate").asText())
                .containsExactlyInAnyOrder(
                        "ssot://registry/{repo}",
                        "ssot://campaign/{repo}/{campaign_id}",
                        "ssot://maturation-queue/{repo}");
        List<JsonNode> resources = client.list("resources");
        assertThat(resources).hasSize(2);
        assertThat(Stream.concat(templates.stream(), resources.stream()))
                .allSatisfy(row -> assertThat(row.path("mimeType").asText()).isEqualTo("application/json"));
        JsonNode elsewhere = client.request("resources/read", object().put("uri", "ssot://registry/%2Fetc"));
        assertThat(elsewhere.at("/error/message").asText())
                .contains("pinned to " + repository.toRealPath() + "; refusing repo /etc");
        assertThat(errorCode(client.request("resources/read", object().put("uri", "ssot://registry/%zz"))))
                .isEqualTo(-32602);
        assertThat(errorCode(client.request("resources/subscribe", object().put("uri", "ssot://unknown"))))
                .isEqualTo(-32602);
    }

    @Test
    void bad_lines_are_answered_and_the_session_goes_on() {
        McpClient client = session();
        client.sendLine("this is no json");
        assertThat(errorCode(client.nextStray())).isEqualTo(-32700);
        client.sendLine("");
        client.sendLine("   ");
        client.sendLine("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]");
        assertThat(errorCode(client.nextStray())).isEqualTo(-32600);
        client.sendLine("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"tools/call\",\"params\":{\"name\":\"x\",\"junk\":\""
                + "x".repeat(10 * 1024 * 1024) + "\"}}");
        assertThat(errorCode(client.nextStray())).isEqualTo(-32600);
        assertThat(client.request("ping", null).has("result")).isTrue();
        assertThat(client.strays()).isEmpty();
    }

    @Test
    void what_does_not_exist_is_answered() {
        McpClient client = session();
        assertThat(errorCode(client.request("no/such", null))).isEqualTo(-32601);
        assertThat(errorCode(client.request("tools/call", object().put("name", "no_such_tool"))))
                .isEqualTo(-32602);
        assertThat(errorCode(client.request("tools/call", null))).isEqualTo(-32602);
        assertThat(errorCode(client.request("prompts/get", object().put("name", "no_such_prompt"))))
                .isEqualTo(-32602);
    }

    @Test
    void a_probe_of_the_stateless_protocol_is_answered_and_the_handshake_still_works() {
        McpClient client = start();
        assertThat(errorCode(client.request("server/discover", object()))).isEqualTo(-32601);
        assertThat(client.initialize().has("serverInfo")).isTrue();
    }

    @Test
    void a_null_argument_is_no_internal_error() {
        JsonNode result =
                session().callTool("get_conflicts", object().putNull("status").putNull("repo"));
        assertThat(result.at("/structuredContent/code").asText()).isNotEqualTo("internal");
    }

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
    void many_threads_share_one_session() {
        McpClient client = session();
        List<CompletableFuture<JsonNode>> answers = Stream.generate(() -> client.send("ping", null))
                .parallel()
                .limit(200)
                .toList();
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(client.await(answer, "ping").has("result")).isTrue());
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
                    .map(StdioFrontIT::target)
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

    private McpClient start() {
        return client(McpClient.front(Map.of(), "--repo", repository.toString()));
    }

    private McpClient session() {
        return client(McpClient.session(repository, Map.of()));
    }

    private McpClient client(McpClient client) {
        clients.add(client);
        return client;
    }

    private static int errorCode(JsonNode answer) {
        return answer.at("/error/code").asInt();
    }

    private static ObjectNode object() {
        return McpClient.JSON.createObjectNode();
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
