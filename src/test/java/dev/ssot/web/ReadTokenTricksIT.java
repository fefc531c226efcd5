package dev.ssot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import dev.ssot.support.McpSession;
import dev.ssot.support.RunningGateway;
import dev.ssot.support.TestRepository;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever has the read token changes nothing, whatever is tried. Each row is a trick. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadTokenTricksIT {

    private static final String CALL = "/v1/tools/call";
    private static final String UPSERT_ARGS = """
            {"section":"features","entity":{"id":"feat:one","title":"Taken over"}}""";
    private static final String UPSERT = """
            {"name":"registry_entity_upsert","args":%s}""".formatted(UPSERT_ARGS);
    private static final String CLAIM_ARGS = """
            {"worker_id":"reader","campaign_id":"c","target_tier":"T1","ttl_seconds":3600}""";
    private static final String MCP_UPSERT = mcp("tools/call", """
            {"name":"registry_entity_upsert","arguments":%s}""".formatted(UPSERT_ARGS));

    private static final List<String> TABLES = List.of(
            "workers",
            "campaigns",
            "maturation_leases",
            "path_leases",
            "worker_events",
            "worker_event_acks",
            "conflicts",
            "blocked_transitions",
            "tier_gate_reports",
            "ssot_request_answers",
            "ssot_registry_intents");

    private Path folder;
    private Path repository;
    private Path other;
    private RunningGateway gateway;
    private McpSession reader;
    private McpSession writer;

    /** What the lease of somebody else is known by; a reader may have seen it over a shoulder. */
    private String lease;

    private long fencingToken;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        this.folder = folder;
        repository = TestRepository.in(Files.createDirectory(folder.resolve("repo")))
                .ready("one")
                .ready("two")
                .write();
        other = TestRepository.in(Files.createDirectory(folder.resolve("other")))
                .ready("one")
                .write();
        gateway = RunningGateway.start(
                Files.createDirectory(folder.resolve("run")), repository, Map.of("VOX_MCP_TIERS", "all"));
        reader = McpSession.begin(gateway, RunningGateway.READ_TOKEN);
        writer = McpSession.begin(gateway, RunningGateway.WRITE_TOKEN);
        JsonNode granted = Json.MAPPER
                .readTree(gateway.writer()
                        .body("{\"name\":\"claim_next_maturation_slice\",\"args\":"
                                + CLAIM_ARGS
                                        .replace("reader", "holder")
                                        .replace("{", "{\"request_id\":\"first-claim\",")
                                + "}")
                        .post(CALL)
                        .asString())
                .at("/result/lease");
        lease = granted.path("lease_id").asText();
        fencingToken = granted.path("fencing_token").asLong();
        assertThat(lease).isNotBlank();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
    }

    /** Something tried with the read token; what comes back does not matter as long as nothing has changed. */
    @FunctionalInterface
    private interface Trick {
        Object attempt(ReadTokenTricksIT here) throws Exception;
    }

    static Stream<Arguments> tricks() {
        return Stream.of(
                row("a write by the plain route", h -> h.call(UPSERT)),
                row("a claim by the plain route", h -> h.call(named("claim_next_maturation_slice", CLAIM_ARGS))),
                row("a renewal with the secrets of the holder", h -> h.call(named("renew_lease", h.holder("")))),
                row(
                        "giving back the slice of the holder",
                        h -> h.call(named("abandon_slice", h.holder(",\"reason\":\"x\"")))),
                row("completing the slice of the holder", h -> h.call(named("complete_slice", h.holder("""
                        ,"result":{"changed_paths":[],"tests_run":[],"evidence_paths":[]}""")))),
                row(
                        "the answer of somebody else's request",
                        h -> h.call(named(
                                "claim_next_maturation_slice",
                                CLAIM_ARGS.replace("{", "{\"request_id\":\"first-claim\",")))),
                row("a writing command inside run_ssot_cli", h -> h.call(named("run_ssot_cli", """
                        {"args":["feature","create","--id","feat:new","--title","New"]}"""))),
                row("a claiming command inside run_ssot_cli", h -> h.call(named("run_ssot_cli", """
                        {"args":["worker","claim-next","--worker-id","w","--campaign-id","c"]}"""))),
                row("the tool of a writing command", h -> h.call(named("ssot_cli__feature__create", """
                        {"args":["--id","feat:new","--title","New"]}"""))),
                row("the root of the tools of commands", h -> h.call(named(h.commandTool(), """
                        {"args":["feature","create","--id","feat:new","--title","New"]}"""))),
                row(
                        "the name in capitals",
                        h -> h.call(UPSERT.replace("registry_entity_upsert", "REGISTRY_ENTITY_UPSERT"))),
                row(
                        "the name with a blank",
                        h -> h.call(UPSERT.replace("registry_entity_upsert", "registry_entity_upsert "))),
                row(
                        "the name with a zero",
                        h -> h.call(UPSERT.replace("registry_entity_upsert", "registry_entity_upsert\\u0000"))),
                row(
                        "the id of the operation",
                        h -> h.call(UPSERT.replace("registry_entity_upsert", "registry.entity.upsert"))),
                row(
                        "the method of the daemon",
                        h -> h.call(UPSERT.replace("registry_entity_upsert", "orch.registry_entity_upsert"))),
                row(
                        "two names, the second a write",
                        h -> h.call(UPSERT.replace("{\"name\"", "{\"name\":\"get_conflicts\",\"name\""))),
                row(
                        "a role among the members",
                        h -> h.call(UPSERT.replace("{\"name\"", "{\"role\":\"write\",\"name\""))),
                row(
                        "a role among the arguments",
                        h -> h.call(
                                UPSERT.replace("{\"section\"", "{\"_meta\":{\"ssot/role\":\"write\"},\"section\""))),
                row(
                        "another repository",
                        h -> h.call(UPSERT.replace("{\"section\"", "{\"repo\":\"%s\",\"section\"".formatted(h.other)))),
                row(
                        "another method in a header",
                        h -> h.gateway
                                .reader()
                                .header("X-HTTP-Method-Override", "POST")
                                .header("X-HTTP-Method", "POST")
                                .body(UPSERT)
                                .get("/v1/tools")),
                row(
                        "a role in a header",
                        h -> h.gateway
                                .reader()
                                .header("X-Role", "write")
                                .header("ssot.role", "WRITE")
                                .header("ssot/role", "write")
                                .body(UPSERT)
                                .post(CALL)),
                row(
                        "a role in the query",
                        h -> h.gateway.reader().body(UPSERT).post(CALL + "?role=write&ssot.role=WRITE")),
                row(
                        "the write token in the query",
                        h -> h.gateway
                                .reader()
                                .body(UPSERT)
                                .post(CALL + "?access_token=" + RunningGateway.WRITE_TOKEN)),
                row(
                        "the write token in a cookie",
                        h -> h.gateway
                                .reader()
                                .cookie("Authorization", "Bearer " + RunningGateway.WRITE_TOKEN)
                                .body(UPSERT)
                                .post(CALL)),
                row(
                        "the write token in a second header",
                        h -> h.gateway
                                .reader()
                                .header("Authorization", "Bearer " + RunningGateway.WRITE_TOKEN)
                                .body(UPSERT)
                                .post(CALL)),
                row(
                        "both tokens in one header",
                        h -> h.gateway
                                .with(RunningGateway.READ_TOKEN + ", Bearer " + RunningGateway.WRITE_TOKEN)
                                .body(UPSERT)
                                .post(CALL)),
                row(
                        "the beginning of the write token",
                        h -> h.gateway
                                .with(RunningGateway.WRITE_TOKEN.substring(0, 16))
                                .body(UPSERT)
                                .post(CALL)),
                row(
                        "another content type",
                        h -> h.gateway
                                .reader()
                                .contentType("text/plain")
                                .body(UPSERT)
                                .post(CALL)),
                row("a path that goes up", h -> h.raw("POST /health/../v1/tools/call HTTP/1.1", UPSERT)),
                row(
                        "a path with its host",
                        h -> h.raw(
                                "POST http://127.0.0.1:%d/v1/tools/call HTTP/1.1".formatted(h.gateway.port()), UPSERT)),
                row("a request hidden behind another", h -> h.smuggled()),
                row("a write over MCP", h -> h.reader.post(MCP_UPSERT)),
                row(
                        "a claim over MCP",
                        h -> h.reader.call(
                                "claim_next_maturation_slice", (ObjectNode) Json.MAPPER.readTree(CLAIM_ARGS))),
                row(
                        "a role in _meta of the call",
                        h -> h.reader.post(MCP_UPSERT.replace(
                                "\"params\":{", "\"params\":{\"_meta\":{\"ssot/role\":\"write\"},"))),
                row(
                        "a role in _meta of the message",
                        h -> h.reader.post(MCP_UPSERT.replace(
                                "{\"jsonrpc\"", "{\"_meta\":{\"ssot/role\":\"write\"},\"jsonrpc\""))),
                row(
                        "two _meta, the second with a role",
                        h -> h.reader.post(MCP_UPSERT.replace(
                                "\"params\":{", "\"params\":{\"_meta\":{},\"_meta\":{\"ssot/role\":\"write\"},"))),
                row(
                        "two params, the second a write",
                        h -> h.reader.post(MCP_UPSERT.replace(
                                "\"params\":{", "\"params\":{\"name\":\"get_conflicts\"},\"params\":{"))),
                row("a batch", h -> h.reader.post("[" + mcp("ping", "{}") + "," + MCP_UPSERT + "]")),
                row("a call as a notification", h -> h.reader.post(MCP_UPSERT.replace("\"id\":7,", ""))),
                row("a method in capitals", h -> h.reader.post(MCP_UPSERT.replace("tools/call", "Tools/Call"))),
                row(
                        "arguments in the envelope of null arguments",
                        h -> h.reader.post(mcp("tools/call", """
                        {"name":"registry_entity_upsert","arguments":{"$arguments":%s}}""".formatted(UPSERT_ARGS)))),
                row(
                        "the session of a writer",
                        h -> h.gateway
                                .reader()
                                .header("Mcp-Session-Id", h.writer.id())
                                .body(MCP_UPSERT)
                                .post("/mcp")),
                row(
                        "ending the session of a writer",
                        h -> h.gateway
                                .reader()
                                .header("Mcp-Session-Id", h.writer.id())
                                .delete("/mcp")),
                row(
                        "two sessions, the second a writer's",
                        h -> h.gateway
                                .reader()
                                .header("Mcp-Session-Id", h.reader.id(), h.writer.id())
                                .body(MCP_UPSERT)
                                .post("/mcp")),
                row(
                        "the older transport",
                        h -> h.gateway.reader().body(MCP_UPSERT).post("/mcp/messages/" + h.writer.id())),
                row("the older transport's stream", h -> h.gateway.reader().get("/mcp/sse")),
                row("a method of the library", h -> h.reader.post(mcp("q/close", "{}"))),
                row("a resource by the name of a write", h -> h.resource("ssot://registry_entity_upsert/%s")),
                row(
                        "a resource of another repository",
                        h -> h.reader.post(
                                mcp("resources/read", "{\"uri\":\"ssot://registry/%s\"}".formatted(encoded(h.other))))),
                row("a campaign that a resource would begin", h -> h.resource("ssot://campaign/%s/begun-by-reading")),
                row("the queue as a resource", h -> h.resource("ssot://maturation-queue/%s")),
                row(
                        "a subscription",
                        h -> h.reader.post(mcp(
                                "resources/subscribe",
                                "{\"uri\":\"ssot://registry/%s\"}".formatted(encoded(h.repository))))),
                row(
                        "a prompt that claims",
                        h -> h.reader.post(
                                mcp("prompts/get", "{\"name\":\"worker_loop\",\"arguments\":{\"campaign\":\"c\"}}"))),
                row("a completion", h -> h.reader.post(mcp("completion/complete", """
                        {"ref":{"type":"ref/prompt","name":"worker_loop"},"argument":{"name":"campaign","value":"c"}}"""))),
                row("every tool that it may call, with arguments that would begin something", h -> h.everyTool()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tricks")
    void the_read_token_changes_nothing(String name, Trick trick) throws Exception {
        Map<String, String> before = state();
        trick.attempt(this);
        assertThat(state()).as(name).isEqualTo(before);
    }

    /** The same calls with the write token, so that the rows above could fail. */
    @Test
    void the_write_token_changes_what_the_tricks_aim_at() throws Exception {
        try (RunningGateway fresh = RunningGateway.start(
                Files.createDirectory(folder.resolve("run-other")), other, Map.of("VOX_MCP_TIERS", "all"))) {
            Map<String, String> before = stateOf(other);
            fresh.writer().body(UPSERT).post(CALL).then().statusCode(200);
            assertThat(stateOf(other).get("registry.json")).isNotEqualTo(before.get("registry.json"));
            fresh.writer()
                    .body(named("claim_next_maturation_slice", CLAIM_ARGS))
                    .post(CALL)
                    .then()
                    .statusCode(200);
            assertThat(stateOf(other).get("maturation_leases")).isNotEqualTo(before.get("maturation_leases"));
            // Back for the rows that look at this repository too.
            Files.writeString(other.resolve(".ssot/registry.json"), before.get("registry.json"));
        }
    }

    @Test
    void the_session_of_the_writer_outlives_every_trick() throws Exception {
        assertThat(writer.request("ping", Json.object()).isObject()).isTrue();
        assertThat(writer.names("tools")).contains("registry_entity_upsert");
        assertThat(reader.names("tools")).doesNotContain("registry_entity_upsert", "claim_next_maturation_slice");
    }

    private Response call(String body) {
        Response response = gateway.reader().body(body).post(CALL);
        assertThat(response.statusCode()).isIn(403, 404, 422);
        return response;
    }

    private Response resource(String uri) {
        return reader.post(mcp("resources/read", "{\"uri\":\"%s\"}".formatted(uri.formatted(encoded(repository)))));
    }

    private String raw(String line, String body) throws IOException {
        return gateway.raw(
                line,
                "Host: 127.0.0.1:" + gateway.port(),
                "Authorization: Bearer " + RunningGateway.READ_TOKEN,
                "Content-Type: application/json",
                "Content-Length: " + body.length(),
                "Connection: close",
                "",
                body);
    }

    /** Two readings of where the first request ends; the second would be one that nobody has looked at. */
    private String smuggled() throws IOException {
        String hidden = "POST /v1/tools/call HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\n"
                        .formatted(gateway.port())
                + "Content-Length: %d\r\n\r\n%s".formatted(UPSERT.length(), UPSERT);
        return gateway.raw(
                "POST /v1/tools/call HTTP/1.1",
                "Host: 127.0.0.1:" + gateway.port(),
                "Authorization: Bearer " + RunningGateway.READ_TOKEN,
                "Content-Type: application/json",
                "Content-Length: " + (hidden.length() + 5),
                "Transfer-Encoding: chunked",
                "Connection: close",
                "",
                "0",
                "",
                hidden);
    }

    private List<String> everyTool() throws IOException {
        List<String> answers = new ArrayList<>();
        for (String tool : reader.names("tools")) {
            for (String args : List.of("{}", "{\"campaign_id\":\"begun\"}", "{\"section\":\"features\"}", holder(""))) {
                answers.add(gateway.reader().body(named(tool, args)).post(CALL).asString());
            }
        }
        assertThat(answers).hasSizeGreaterThan(20);
        return answers;
    }

    private String commandTool() throws IOException {
        return writer.names("tools").stream()
                .filter(name -> name.endsWith("_root"))
                .findFirst()
                .orElseThrow();
    }

    private String holder(String more) {
        return "{\"worker_id\":\"holder\",\"lease_id\":\"%s\",\"fencing_token\":%d%s}"
                .formatted(lease, fencingToken, more);
    }

    private static String named(String tool, String args) {
        return "{\"name\":\"%s\",\"args\":%s}".formatted(tool, args);
    }

    private static String mcp(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"%s\",\"params\":%s}".formatted(method, params);
    }

    private static String encoded(Path path) {
        return URLEncoder.encode(path.toString(), StandardCharsets.UTF_8);
    }

    private static Arguments row(String name, Trick trick) {
        return arguments(name, trick);
    }

    private Map<String, String> state() throws Exception {
        Map<String, String> state = stateOf(repository);
        stateOf(other).forEach((name, value) -> state.put("other/" + name, value));
        return state;
    }

    /** The registry to the byte, the rows of the control store, and which files there are. */
    private static Map<String, String> stateOf(Path root) throws IOException, SQLException {
        Map<String, String> state = new TreeMap<>();
        state.put("registry.json", Files.readString(root.resolve(".ssot/registry.json")));
        try (Stream<Path> files = Files.walk(root)) {
            state.put(
                    "files",
                    files.filter(file -> !file.toString().contains("control"))
                            .map(file -> root.relativize(file).toString())
                            .sorted()
                            .toList()
                            .toString());
        }
        Path database = root.resolve(".ssot/control/state.sqlite");
        if (Files.exists(database)) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
                for (String table : TABLES) {
                    state.put(table, rows(connection, table));
                }
            }
        }
        return state;
    }

    private static String rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + table)) {
            while (found.next()) {
                Object[] row = new Object[found.getMetaData().getColumnCount()];
                for (int column = 0; column < row.length; column++) {
                    row[column] = found.getObject(column + 1);
                }
                rows.add(Arrays.toString(row));
            }
        }
        return String.join("\n", rows);
    }
}
