package dev.ssot.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.tool.RepositoryScope;
import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.Tiers;
import dev.ssot.operation.tool.ToolCalls;
import dev.ssot.operation.tool.Toolbox;
import dev.ssot.registry.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How what came of a call is told, also what no caller of a real server can bring about at will. */
class GatewayRoutesTest {

    private static final Set<ErrorCode> PROBLEMS = EnumSet.of(
            ErrorCode.INVALID_ARGUMENTS,
            ErrorCode.REPOSITORY_REQUIRED,
            ErrorCode.TIER_NOT_ENABLED,
            ErrorCode.ROLE_NOT_ALLOWED,
            ErrorCode.REPOSITORY_PINNED,
            ErrorCode.UNKNOWN_OPERATION,
            ErrorCode.DEADLINE_EXCEEDED,
            ErrorCode.SHUTTING_DOWN,
            ErrorCode.INTERNAL);

    @Test
    void a_deadline_is_408_and_leaving_503() throws Exception {
        Response late = answer(_ -> refused(ErrorCode.DEADLINE_EXCEEDED));
        assertThat(late.getStatus()).isEqualTo(408);
        assertThat(late.getMediaType()).hasToString("application/problem+json");
        assertThat(body(late).path("error").asText()).isEqualTo("what happened");
        Response leaving = answer(_ -> refused(ErrorCode.SHUTTING_DOWN));
        assertThat(leaving.getStatus()).isEqualTo(503);
        assertThat(leaving.getHeaderString("Retry-After")).isEqualTo("5");
    }

    @Test
    void a_daemon_that_leaves_lives_and_is_not_ready() throws Exception {
        Gateway gateway = new Gateway();
        GatewayRoutes routes = new GatewayRoutes(gateway);
        assertThat(routes.ready().getStatus()).isEqualTo(200);

        gateway.leave();

        assertThat(routes.live()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(routes.ready().getStatus()).isEqualTo(503);
        assertThat(routes.ready().getHeaderString("Retry-After")).isEqualTo("5");
        assertThat(body(routes.ready()).path("error").asText()).isEqualTo("the daemon is leaving");
    }

    @ParameterizedTest
    @EnumSource
    void every_refusal_is_a_problem_or_an_answer_with_its_code_and_the_next_step(ErrorCode code) throws Exception {
        Response response = answer(_ -> refused(code));
        JsonNode body = body(response);
        if (PROBLEMS.contains(code)) {
            assertThat(response.getStatus())
                    .isGreaterThanOrEqualTo(400)
                    .isEqualTo(body.path("status").asInt());
            assertThat(body.path("code").asText()).isEqualTo(code.text());
            assertThat(body.path("next").asText()).isEqualTo("Do this.");
        } else {
            assertThat(response.getStatus()).isEqualTo(200);
            assertThat(body.path("is_error").asBoolean()).isTrue();
            assertThat(body.at("/result/code").asText()).isEqualTo(code.text());
            assertThat(body.at("/result/next").asText()).isEqualTo("Do this.");
        }
    }

    @Test
    void a_bug_is_told_by_a_correlation_id_and_no_class_name() throws Exception {
        Response response = answer(_ -> {
            throw new IllegalStateException("secret detail");
        });
        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(body(response).toString())
                .contains("correlation id")
                .doesNotContain("secret", "IllegalState", "dev.ssot");
        assertThat(new Failures()
                        .toResponse(new IllegalStateException("secret detail"))
                        .getEntity())
                .asString()
                .contains("correlation id")
                .doesNotContain("secret", "IllegalState");
    }

    @Test
    void limits_are_kept_for_each_key_and_the_keys_are_bounded() {
        RateLimit limit = new RateLimit(2);
        assertThat(Stream.of("a", "a", "b").map(limit::secondsToWait)).containsOnly(0L);
        assertThat(limit.secondsToWait("a")).isPositive();
        for (int key = 0; key < 20_000; key++) {
            assertThat(limit.secondsToWait("made-up-" + key)).isZero();
        }
        // Forgotten, as anybody is who was not seen for ten thousand others.
        assertThat(limit.secondsToWait("a")).isZero();
    }

    private static Response answer(RoutedCalls calls) {
        Toolbox toolbox = Toolbox.of(Catalog.load(), Tiers.parse(null), Json::object);
        GatewayTerms terms = new GatewayTerms(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 1),
                new BearerTokens(Optional.empty(), Optional.empty()),
                true,
                Set.of(),
                false,
                false,
                false,
                1);
        Gateway gateway = new Gateway();
        gateway.open(
                terms,
                toolbox,
                new ToolCalls(toolbox, calls, new RepositoryScope.Listed(List.of(Path.of("/repo")))),
                () -> "");
        byte[] call = "{\"name\":\"get_conflicts\"}".getBytes(StandardCharsets.UTF_8);
        return new GatewayRoutes(gateway).call(requestOf(Role.READ), call);
    }

    private static RoutedCalls.Routed refused(ErrorCode code) {
        return new RoutedCalls.Routed(Outcome.refused(code, "what happened", "Do this."), Backend.DAEMON, "ok");
    }

    private static JsonNode body(Response response) throws Exception {
        return Json.MAPPER.readTree(String.valueOf(response.getEntity()));
    }

    private static RoutingContext requestOf(Role role) {
        return (RoutingContext) Proxy.newProxyInstance(
                RoutingContext.class.getClassLoader(), new Class<?>[] {RoutingContext.class}, (_, method, args) -> {
                    assertThat(method.getName()).isEqualTo("get");
                    assertThat(args).containsExactly(Role.OF_REQUEST);
                    return role;
                });
    }
}
