package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.ssot.support.McpClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an agent meets in a session with the front. The folder holds no registry; no test here needs one. */
class StdioFrontIT extends FrontFixture {

    private static final Pattern IN_BACKTICKS = Pattern.compile("`([a-z_]+)`");

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

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":\"t\"}", "{\"version\":1,\"name\":null,\"title\":7}"})
    void a_client_that_tells_little_of_itself_gets_a_session(String clientInfo) throws IOException {
        McpClient client = start();
        ObjectNode params = object().put("protocolVersion", "2025-06-18");
        params.set("clientInfo", McpClient.JSON.readTree(clientInfo));
        assertThat(client.request("initialize", params).has("result")).isTrue();
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
        assertThat(client.strayCount()).isZero();
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
}
