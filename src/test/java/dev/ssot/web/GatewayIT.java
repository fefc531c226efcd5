package dev.ssot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.ssot.support.RunningGateway;
import dev.ssot.support.TestRepository;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route of the gateway and every refusal, over a real socket of a real daemon. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayIT {

    private static final String PROBLEM = "application/problem+json";
    private static final String CALL = "/v1/tools/call";
    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
            "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""";

    private Path repository;
    private RunningGateway gateway;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        repository = TestRepository.in(Files.createDirectory(folder.resolve("repo")))
                .ready("one")
                .write();
        gateway = RunningGateway.start(Files.createDirectory(folder.resolve("run")), repository, Map.of());
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void health_is_free() {
        gateway.anonymous().get("/health").then().statusCode(200).body("status", equalTo("ok"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready"})
    void whoever_watches_the_process_needs_no_token(String path) {
        gateway.anonymous().get(path).then().statusCode(200).body("status", equalTo("ok"));
    }

    @Test
    void metrics_need_a_token_and_count_what_was_called() {
        gateway.anonymous().get("/metrics").then().statusCode(401);
        gateway.writer()
                .body("{\"name\":\"get_conflicts\",\"args\":{}}")
                .post(CALL)
                .then()
                .statusCode(200);

        String figures = gateway.with(RunningGateway.READ_TOKEN)
                .accept("text/plain")
                .get("/metrics")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .extract()
                .asString();

        assertThat(figures)
                .containsPattern("ssot_calls_seconds_count\\{backend=\"daemon\",operation=\"conflict.list\","
                        + "outcome=\"answered\"} [1-9]")
                .containsPattern("ssot_leases_open\\{repository=\"[0-9a-f]{16}\"} [0-9]")
                .containsPattern("(?m)^ssot_connections [0-9]")
                .contains("ssot_repositories_open 1.0", "jvm_memory_used_bytes{")
                .doesNotContain(RunningGateway.READ_TOKEN, RunningGateway.WRITE_TOKEN);
    }

    @Test
    void info_tells_the_terms() {
        gateway.reader()
                .get("/v1/info")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(true))
                .body("bind_host", equalTo("127.0.0.1"))
                .body("bind_port", equalTo(gateway.port()))
                .body("auth_required", equalTo(true))
                .body("require_forwarded_https", equalTo(false))
                .body("allowed_tools", hasItems("claim_next_maturation_slice", "get_conflicts"))
                .body("read_role_allowed_tools", hasItem("get_conflicts"))
                .body("read_role_allowed_tools", not(hasItem("claim_next_maturation_slice")))
                .body("calls_per_minute", equalTo(100_000));
    }

    @Test
    void tools_are_listed_for_the_role() {
        gateway.writer()
                .get("/v1/tools")
                .then()
                .statusCode(200)
                .body("success", equalTo(true))
                .body("tools.name", hasItems("claim_next_maturation_slice", "get_conflicts"))
                .body("tools.input_schema.type", everyItem(equalTo("object")))
                .body("tools.description", everyItem(notNullValue()))
                .body("tools.product_lane", everyItem(notNullValue()))
                .body("tools._meta.vox_tier", everyItem(equalTo("core")));
        gateway.reader()
                .get("/v1/tools")
                .then()
                .statusCode(200)
                .body("tools.name", hasItem("get_conflicts"))
                .body("tools._meta.vox_http_read_role_eligible", everyItem(equalTo(true)));
    }

    @Test
    void a_tool_is_called_and_what_it_refuses_is_an_answer() {
        gateway.writer()
                .body("""
                        {"name": "claim_next_maturation_slice", "args": {"worker_id": "w", "campaign_id": "c"}}""")
                .post(CALL)
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("success", equalTo(true))
                .body("is_error", equalTo(false))
                .body("result.kind", equalTo("lease_granted"));
        gateway.reader()
                .body("{\"name\": \"get_conflicts\"}")
                .post(CALL)
                .then()
                .statusCode(200)
                .body("result.passed", equalTo(true));
        gateway.reader()
                .body("{\"name\": \"get_slice_context\", \"args\": {\"lease_id\": \"lease:none\"}}")
                .post(CALL)
                .then()
                .statusCode(200)
                .body("success", equalTo(false))
                .body("is_error", equalTo(true))
                .body("result.code", equalTo("not_found"))
                .body("result.next", notNullValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"name\": \"get_slice_context\", \"args\": {}}                     | 422 | lease_id",
                "{\"name\": \"get_conflicts\", \"args\": {\"nothing\": 1}}           | 422 | nothing",
                "{\"name\": \"get_conflicts\", \"args\": []}                         | 422 | args must be an object",
                "{\"name\": \"get_conflicts\", \"arguments\": {}}                    | 422 | unknown members: arguments",
                "{\"name\": \"get_conflicts\", \"name\": \"x\"}                      | 422 | Duplicate object key",
                "{\"args\": {}}                                                      | 422 | name must be a string",
                "{\"name\": 7}                                                       | 422 | name must be a string",
                "[{\"name\": \"get_conflicts\"}]                                     | 422 | the body is no object",
                "{\"name\":                                                          | 422 | the body is not JSON",
                "{\"name\": \"nothing\"}                                             | 404 | unknown tool: nothing",
                "{\"name\": \"get_conflicts\", \"args\": {\"repo\": \"/\"}}          | 403 | does not serve repo /",
                "{\"name\": \"get_conflicts\", \"args\": {\"repo\": \"..\"}}         | 403 | does not serve repo ..",
                "{\"name\": \"get_conflicts\", \"args\": {\"repo\": 1}}              | 422 | repo must be a string",
            })
    void a_call_that_cannot_be_meant_is_a_problem(String body, int status, String error) {
        problem(gateway.writer().body(body).post(CALL).then(), status).body("error", containsString(error));
    }

    @Test
    void the_read_role_is_told_that_a_tool_is_not_for_it() {
        problem(gateway.reader().body("{\"name\": \"renew_lease\"}").post(CALL).then(), 403)
                .body("error", equalTo("tool is not allowed for current gateway role: renew_lease"))
                .body("code", equalTo("role_not_allowed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/info", "/v1/tools", "/mcp", "/metrics", "/nowhere", "/mcp/sse", "/q/health"})
    void without_a_token_nothing_is_told(String path) {
        problem(gateway.anonymous().get(path).then(), 401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("error", equalTo("missing or invalid bearer token"));
        problem(gateway.with("another-token-altogether").get(path).then(), 401);
        problem(
                gateway.anonymous()
                        .header("Authorization", "Basic " + RunningGateway.WRITE_TOKEN)
                        .get(path)
                        .then(),
                401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/",
                "/v1/tools/",
                "//v1/tools",
                "/V1/tools",
                "/v1/tools/call/x",
                "/v1/%74ools",
                "/v1/../v1/tools",
                "/v1/tools;x=1",
                "/mcp/",
                "/mcp/sse",
                "/mcp/messages/1",
                "/q/dev",
                "/index.html"
            })
    void a_route_is_itself_to_the_letter(String path) throws Exception {
        String answer = gateway.raw(
                "GET " + path + " HTTP/1.1",
                "Host: 127.0.0.1:" + gateway.port(),
                "Authorization: Bearer " + RunningGateway.WRITE_TOKEN,
                "Connection: close",
                "",
                "");
        assertThat(answer).startsWith("HTTP/1.1 404 ").contains(PROBLEM, "there is no such route");
    }

    @ParameterizedTest
    @CsvSource({"POST,/health,GET", "DELETE,/v1/tools,GET", "GET,/v1/tools/call,POST", "PUT,/mcp,'DELETE, GET, POST'"})
    void another_method_is_refused_with_those_that_there_are(String method, String path, String allowed) {
        problem(gateway.writer().request(method, path).then(), 405).header("Allow", equalTo(allowed));
    }

    @Test
    void another_content_type_is_refused() {
        problem(gateway.writer().contentType("text/plain").body("{}").post(CALL).then(), 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {CALL, "/mcp", "/health"})
    void a_body_that_is_too_large_is_refused(String path) throws Exception {
        problem(gateway.writer().body("x".repeat(256 * 1024 + 1)).post(path).then(), 413)
                .body("error", containsString("262144"));
        // Before the token is looked at.
        problem(gateway.anonymous().body("x".repeat(256 * 1024 + 1)).post(path).then(), 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {CALL, "/mcp"})
    void a_body_that_does_not_tell_its_size_is_measured(String path) throws Exception {
        String chunk = "8000\r\n" + "x".repeat(0x8000) + "\r\n";
        String answer = gateway.raw(
                "POST " + path + " HTTP/1.1",
                "Host: 127.0.0.1:" + gateway.port(),
                "Authorization: Bearer " + RunningGateway.WRITE_TOKEN,
                "Content-Type: application/json",
                "Accept: application/json, text/event-stream",
                "Transfer-Encoding: chunked",
                "Connection: close",
                "",
                chunk.repeat(9) + "0",
                "",
                "");
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains(PROBLEM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "localhost.evil:PORT", ""})
    void another_name_of_this_server_is_refused(String host) throws Exception {
        assertThat(ask("Host: " + host.replace("PORT", Integer.toString(gateway.port()))))
                .startsWith("HTTP/1.1 403 ")
                .contains(PROBLEM, "host_denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "LocalHost"})
    void the_names_of_this_machine_are_known(String host) throws Exception {
        assertThat(ask("Host: %s:%d".formatted(host, gateway.port()))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void two_names_are_none() throws Exception {
        String own = "Host: 127.0.0.1:" + gateway.port();
        assertThat(ask(own + "\r\n" + own)).startsWith("HTTP/1.1 4");
        assertThat(gateway.raw("GET /health HTTP/1.0", "", "")).startsWith("HTTP/1.0 403 ");
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example,403",
        "null,403",
        "http://localhost,403",
        "https://localhost:PORT,403",
        "http://localhost:PORT.evil.example,403",
        "http://localhost:PORT,200",
        "http://127.0.0.1:PORT,200"
    })
    void a_page_may_call_only_from_an_origin_that_is_known_to_the_letter(String origin, int status) {
        ValidatableResponse answer = gateway.anonymous()
                .header("Origin", origin.replace("PORT", Integer.toString(gateway.port())))
                .get("/health")
                .then()
                .statusCode(status);
        if (status == 403) {
            problem(answer, 403).body("error", equalTo("origin_denied"));
        }
    }

    @Test
    void mcp_begins_a_session_and_ends_it() {
        String session = gateway.reader()
                .body(INITIALIZE)
                .post("/mcp")
                .then()
                .statusCode(200)
                .body("result.serverInfo.name", equalTo("ssot"))
                .extract()
                .header("Mcp-Session-Id");
        gateway.reader()
                .header("Mcp-Session-Id", session)
                .body("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                .post("/mcp")
                .then()
                .statusCode(202);
        gateway.reader()
                .header("Mcp-Session-Id", session)
                .body("{\"jsonrpc\":\"2.0\",\"id\":\"p\",\"method\":\"ping\"}")
                .post("/mcp")
                .then()
                .statusCode(200)
                .body("id", equalTo("p"));
        gateway.reader().header("Mcp-Session-Id", session).delete("/mcp").then().statusCode(200);
        problem(
                gateway.reader()
                        .header("Mcp-Session-Id", session)
                        .body("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}")
                        .post("/mcp")
                        .then(),
                404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]  | 400 | -32600",
                "{\"jsonrpc\":                                         | 400 | -32700",
                "~~                                                    | 400 | -32700",
                "{\"jsonrpc\":\"2.0\",\"id\":1}                        | 200 | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{}} | 200 | -32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}    | 200 | -32601",
            })
    void what_is_no_message_of_the_protocol_is_answered_by_its_rules(String body, int status, int code) {
        gateway.writer().body(body).post("/mcp").then().statusCode(status).body("error.code", equalTo(code));
    }

    @Test
    void mcp_without_a_session_or_a_common_language_is_a_problem() {
        problem(gateway.writer().get("/mcp").then(), 405).header("Allow", notNullValue());
        problem(
                gateway.writer()
                        .accept("text/html")
                        .body(INITIALIZE)
                        .post("/mcp")
                        .then(),
                400);
        problem(gateway.writer().header("Mcp-Session-Id", "made-up").get("/mcp").then(), 404);
        problem(
                gateway.writer()
                        .header("Mcp-Session-Id", "made-up")
                        .delete("/mcp")
                        .then(),
                404);
    }

    @Test
    void the_status_of_the_daemon_tells_where_the_gateway_is() throws Exception {
        assertThat(gateway.daemon().status().at("/http/serving").asBoolean()).isTrue();
        assertThat(gateway.daemon().status().at("/http/address").asText()).isEqualTo(gateway.url());
    }

    private String ask(String host) throws Exception {
        return gateway.raw("GET /health HTTP/1.1", host, "Connection: close", "", "");
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status) {
        return answer.statusCode(status)
                .contentType(PROBLEM)
                .body("type", equalTo("about:blank"))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("error", notNullValue());
    }
}
