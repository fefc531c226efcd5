package dev.ssot.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.support.McpSession;
import dev.ssot.support.RunningDaemon;
import dev.ssot.support.RunningGateway;
import dev.ssot.support.TestRepository;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each setting of the gateway changes, over a real socket of a real daemon. */
class GatewayTermsIT {

    @TempDir
    private Path folder;

    private Path repository;

    @BeforeEach
    void writeRepository() throws Exception {
        repository = TestRepository.in(Files.createDirectory(folder.resolve("repo")))
                .ready("one")
                .write();
    }

    @Test
    void who_calls_too_often_from_one_address_waits_whatever_the_token() throws Exception {
        try (RunningGateway gateway = start(Map.of("RATE_LIMIT_PER_MINUTE", "3"))) {
            for (int call = 0; call < 3; call++) {
                gateway.with("a-token-that-is-tried-" + call)
                        .get("/v1/info")
                        .then()
                        .statusCode(401);
            }
            gateway.writer()
                    .get("/v1/info")
                    .then()
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .header("Retry-After", Integer::parseInt, greaterThan(0))
                    .body("error", equalTo("rate limit exceeded (max 3 requests/minute)"));
            // Without trust in a proxy its header makes no other caller.
            gateway.writer()
                    .header("X-Forwarded-For", "203.0.113.9")
                    .get("/v1/info")
                    .then()
                    .statusCode(429);
        }
    }

    @Test
    void a_token_is_limited_over_all_addresses_and_an_ipv6_network_is_one_address() throws Exception {
        try (RunningGateway gateway = start(Map.of("RATE_LIMIT_PER_MINUTE", "3", "TRUST_X_FORWARDED_FOR", "1"))) {
            for (int call = 0; call < 3; call++) {
                gateway.reader()
                        .header("X-Forwarded-For", "203.0.113.%d, 10.0.0.1".formatted(call))
                        .get("/v1/info")
                        .then()
                        .statusCode(200);
            }
            gateway.reader()
                    .header("X-Forwarded-For", "203.0.113.77")
                    .get("/v1/info")
                    .then()
                    .statusCode(429);
            gateway.writer()
                    .header("X-Forwarded-For", "203.0.113.77")
                    .get("/v1/info")
                    .then()
                    .statusCode(200);
            for (int call = 0; call < 3; call++) {
                gateway.anonymous()
                        .header("X-Forwarded-For", "2001:db8::" + call)
                        .get("/health")
                        .then()
                        .statusCode(200);
            }
            gateway.anonymous()
                    .header("X-Forwarded-For", "2001:db8::ffff")
                    .get("/health")
                    .then()
                    .statusCode(429);
        }
    }

    @Test
    void a_proxy_has_to_say_that_it_was_reached_over_tls() throws Exception {
        try (RunningGateway gateway = start(Map.of(
                "REQUIRE_FORWARDED_HTTPS", "1", "HEALTH_AUTH", "1", "ALLOWED_ORIGINS", "https://ssot.example"))) {
            // Before the token: who is not on TLS is not to send one.
            gateway.anonymous()
                    .get("/v1/info")
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("error", equalTo("VOX_MCP_HTTP_REQUIRE_FORWARDED_HTTPS=1 requires X-Forwarded-Proto: https"));
            gateway.writer()
                    .header("X-Forwarded-Proto", "http")
                    .get("/v1/info")
                    .then()
                    .statusCode(403);
            gateway.anonymous()
                    .header("X-Forwarded-Proto", "https")
                    .get("/health")
                    .then()
                    .statusCode(401);
            gateway.reader()
                    .header("X-Forwarded-Proto", "https")
                    .header("Host", "ssot.example")
                    .header("Origin", "https://ssot.example")
                    .get("/health")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void the_lists_of_tools_and_the_tiers_narrow_both_doors() throws Exception {
        try (RunningGateway gateway = start(Map.of(
                "ALLOWED_TOOLS", "get_conflicts,get_campaign_status,renew_lease",
                "READ_ROLE_ALLOWED_TOOLS", "get_conflicts"))) {
            gateway.writer()
                    .get("/v1/info")
                    .then()
                    .body("allowed_tools", equalTo(List.of("renew_lease", "get_campaign_status", "get_conflicts")))
                    .body("read_role_allowed_tools", equalTo(List.of("get_conflicts")));
            gateway.writer()
                    .body("{\"name\": \"get_worker_events\"}")
                    .post("/v1/tools/call")
                    .then()
                    .statusCode(403);
            gateway.reader()
                    .body("{\"name\": \"get_campaign_status\", \"args\": {\"campaign_id\": \"c\"}}")
                    .post("/v1/tools/call")
                    .then()
                    .statusCode(403);
            McpSession writer = McpSession.begin(gateway, RunningGateway.WRITE_TOKEN);
            assertThat(writer.names("tools")).containsExactly("renew_lease", "get_campaign_status", "get_conflicts");
            assertThat(McpSession.begin(gateway, RunningGateway.READ_TOKEN).names("tools"))
                    .containsExactly("get_conflicts");
            assertThat(writer.names("resources")).isEmpty();
        }
        try (RunningGateway gateway = start(Map.of("VOX_MCP_TIERS", "dev"))) {
            gateway.writer()
                    .body("{\"name\": \"get_conflicts\"}")
                    .post("/v1/tools/call")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("tier_not_enabled"))
                    .body("error", equalTo("tool is not enabled for tiers: dev"));
        }
    }

    @Test
    void several_repositories_are_served_by_their_paths_and_no_other() throws Exception {
        Path other = TestRepository.in(Files.createDirectory(folder.resolve("other")))
                .ready("two")
                .write();
        Path third = TestRepository.in(Files.createDirectory(folder.resolve("third")))
                .write();
        try (RunningGateway gateway = start(Map.of("REPOSITORIES", repository + ":" + other))) {
            assertThat(status(gateway, repository.toString())).isEqualTo(200);
            assertThat(status(gateway, other.toString())).isEqualTo(200);
            assertThat(status(gateway, third.toString())).isEqualTo(403);
            assertThat(status(gateway, other + "/../third")).isEqualTo(403);
            gateway.reader()
                    .body("{\"name\": \"get_conflicts\"}")
                    .post("/v1/tools/call")
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("repository_required"));
        }
    }

    @Test
    void without_a_token_it_serves_only_if_asked_to_and_only_what_changes_nothing() throws Exception {
        Map<String, String> none = Map.of("BEARER_TOKEN", "", "READ_BEARER_TOKEN", "", "ALLOW_UNAUTHENTICATED", "1");
        try (RunningGateway gateway = start(none)) {
            gateway.anonymous().get("/v1/info").then().statusCode(200).body("auth_required", equalTo(false));
            gateway.anonymous()
                    .body("{\"name\": \"get_conflicts\"}")
                    .post("/v1/tools/call")
                    .then()
                    .statusCode(200);
            gateway.anonymous()
                    .body("{\"name\": \"renew_lease\"}")
                    .post("/v1/tools/call")
                    .then()
                    .statusCode(403);
            gateway.writer().get("/v1/info").then().statusCode(401);
        }
    }

    @Test
    void a_taken_port_costs_the_gateway_and_not_the_daemon() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RunningGateway gateway = start(Map.of("PORT", Integer.toString(taken.getLocalPort())))) {
            ObjectNode status = gateway.daemon().status();
            assertThat(status.path("running").asBoolean()).isTrue();
            assertThat(status.at("/http/serving").asBoolean()).isFalse();
            assertThat(status.at("/http/reason").asText()).contains(":" + taken.getLocalPort() + " cannot be bound");
            assertThat(gateway.daemon().ssot("daemon", "status").path("text").asText())
                    .contains("http at http://127.0.0.1:%d is not served".formatted(taken.getLocalPort()));
            assertThat(Files.readString(folder.resolve("run/ssot/daemon.log"))).contains("the gateway is not served");
        }
    }

    @Test
    void what_is_wrong_is_said_where_the_daemon_is_started_and_nothing_starts() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of("VOX_MCP_HTTP_ENABLED", "1"));
        Path runtime = Files.createDirectory(folder.resolve("run"));
        RunningDaemon daemon = RunningDaemon.at(runtime, repository, settings);
        assertThat(daemon.exitStatus("daemon", "start")).isEqualTo(2);
        assertThat(daemon.exitStatus("daemon", "run")).isEqualTo(2);
        assertThat(daemon.status().path("running").asBoolean()).isFalse();
    }

    @Test
    void a_daemon_that_is_not_asked_for_it_opens_no_port() throws Exception {
        int port = RunningGateway.freePort();
        RunningDaemon daemon = RunningDaemon.at(
                Files.createDirectory(folder.resolve("run")),
                repository,
                Map.of("VOX_MCP_HTTP_PORT", Integer.toString(port)));
        try (daemon) {
            daemon.start();
            assertThat(daemon.status().has("http")).isFalse();
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(free.isBound()).isTrue();
            }
        }
    }

    @Test
    void no_token_is_written_down() throws Exception {
        try (RunningGateway gateway = start(Map.of())) {
            gateway.writer().get("/v1/info").then().statusCode(200);
            gateway.with("a-token-that-is-tried").get("/v1/info").then().statusCode(401);
            gateway.daemon().stop();
            assertThat(Files.readString(folder.resolve("run/ssot/daemon.log")))
                    .contains("the gateway serves")
                    .doesNotContain(RunningGateway.WRITE_TOKEN, RunningGateway.READ_TOKEN, "a-token-that-is-tried");
        }
    }

    private int status(RunningGateway gateway, String repo) {
        return gateway.reader()
                .body("{\"name\": \"get_conflicts\", \"args\": {\"repo\": \"%s\"}}".formatted(repo))
                .post("/v1/tools/call")
                .statusCode();
    }

    private RunningGateway start(Map<String, String> settings) throws Exception {
        return RunningGateway.start(Files.createDirectories(folder.resolve("run")), repository, settings);
    }
}
