package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Access;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RolloutSlice;
import dev.ssot.operation.RoutedCalls;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.ToolResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One tool call from its arguments to its result. */
class ToolCallsTest {

    private static final ObjectNode RESULT =
            JsonNodeFactory.instance.objectNode().put("passed", true).put("kind", "no_work");

    @TempDir
    private Path repository;

    private final List<Call> seen = new ArrayList<>();
    private RoutedCalls backend = call -> {
        seen.add(call);
        return new RoutedCalls.Routed(new Outcome.Answered(RESULT), Backend.DAEMON, "ok");
    };

    @Test
    void a_result_is_structured_and_text_and_names_its_backend() {
        ToolResponse response = pinned(write(), Map.of());
        assertThat(response.isError()).isFalse();
        assertThat(response.structuredContent()).isEqualTo(RESULT);
        assertThat(response.firstContent().asText().text()).isEqualTo(RESULT.toString());
        assertThat(response._meta())
                .containsEntry(MetaKey.of("vox_backend"), "daemon")
                .containsEntry(MetaKey.of("vox_backend_reason"), "ok");
    }

    @Test
    void a_refusal_is_an_error_result_with_its_code_and_the_next_step() {
        backend = call -> new RoutedCalls.Routed(
                Outcome.refused(ErrorCode.LEASE_NOT_ACTIVE, "lease is not active: expired", "Claim again."),
                Backend.DIRECT,
                "no_daemon");
        ToolResponse response = pinned(write(), Map.of());
        assertThat(response.isError()).isTrue();
        assertThat(response.firstContent().asText().text()).isEqualTo("lease is not active: expired\nClaim again.");
        assertThat(structured(response))
                .isEqualTo(JsonNodeFactory.instance
                        .objectNode()
                        .put("passed", false)
                        .put("code", "lease_not_active")
                        .put("error", "lease is not active: expired")
                        .put("next", "Claim again."));
    }

    @Test
    void a_tool_whose_contract_has_an_envelope_is_refused_in_it() {
        backend = call -> new RoutedCalls.Routed(
                Outcome.refused(ErrorCode.PRECONDITION_FAILED, "x is there", "Look at it."),
                Backend.DIRECT,
                "no_daemon");
        CatalogEntry entry = Catalog.load().find("code.generate").orElseThrow();
        assertThat(structured(pinned(entry, Map.of())))
                .isEqualTo(JsonNodeFactory.instance
                        .objectNode()
                        .put("passed", false)
                        .put("code", "precondition_failed")
                        .put("error", "x is there")
                        .put("next", "Look at it.")
                        .put("success", false)
                        .put("remediation", "Look at it."));
    }

    @Test
    void an_exception_is_answered_with_a_correlation_id_and_no_class_name() {
        backend = call -> {
            throw new IllegalStateException("secret detail");
        };
        ToolResponse response = pinned(write(), Map.of());
        assertThat(code(response)).isEqualTo("internal");
        assertThat(structured(response).toString()).contains("correlation id").doesNotContain("secret", "IllegalState");
    }

    @Test
    void the_envelope_is_taken_off_the_arguments() {
        pinned(write(), Map.of("repo", repository.toString(), "request_id", "claim-1", "worker_id", "w1"));
        assertThat(seen.getFirst().requestId()).isEqualTo("claim-1");
        assertThat(seen.getFirst().arguments())
                .isEqualTo(JsonNodeFactory.instance.objectNode().put("worker_id", "w1"));
    }

    @Test
    void a_write_gets_a_request_id_of_its_own_and_a_read_none() {
        pinned(write(), Map.of());
        pinned(write(), Map.of());
        pinned(entry("get_conflicts", Access.READ, "core"), Map.of("request_id", "x"));
        assertThat(seen.get(0).requestId())
                .isNotBlank()
                .isNotEqualTo(seen.get(1).requestId());
        assertThat(seen.get(2).requestId()).isNull();
    }

    @Test
    void a_null_argument_reaches_the_operation() {
        Map<String, Object> inside = new HashMap<>();
        inside.put("status", null);
        inside.put("repo", null);
        pinned(entry("get_conflicts", Access.READ, "core"), Map.of("$arguments", inside));
        assertThat(seen.getFirst().arguments().get("status").isNull()).isTrue();
        assertThat(seen.getFirst().arguments().has("repo")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u00e4", "-x"})
    void a_malformed_request_id_is_refused(String requestId) {
        assertThat(code(pinned(write(), Map.of("request_id", requestId)))).isEqualTo("invalid_arguments");
        assertThat(seen).isEmpty();
    }

    @Test
    void envelope_arguments_of_another_type_or_length_are_refused() {
        assertThat(code(pinned(write(), Map.of("repo", 5)))).isEqualTo("invalid_arguments");
        assertThat(code(pinned(write(), Map.of("request_id", List.of())))).isEqualTo("invalid_arguments");
        assertThat(code(pinned(write(), Map.of("request_id", "x".repeat(129))))).isEqualTo("invalid_arguments");
        assertThat(code(pinned(write(), Map.of("repo", "x".repeat(4001))))).isEqualTo("invalid_arguments");
        assertThat(code(pinned(write(), Map.of("repo", "a\0b")))).isEqualTo("invalid_arguments");
        assertThat(seen).isEmpty();
    }

    @Test
    void a_pinned_server_knows_its_repository_under_any_name() throws IOException {
        Path link = Files.createSymbolicLink(repository.resolve("link"), repository);
        for (String name : List.of(".", "link/.", link.toString(), repository + "/./")) {
            assertThat(pinned(write(), Map.of("repo", name)).isError()).as(name).isFalse();
        }
        assertThat(seen).extracting(Call::root).containsOnly(repository.toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "/", "sub", "/nowhere/at/all"})
    void a_pinned_server_refuses_every_other_repository(String repo) throws IOException {
        ToolResponse response = pinned(write(), Map.of("repo", repo));
        assertThat(code(response)).isEqualTo("repository_pinned");
        assertThat(structured(response).get("error").textValue())
                .isEqualTo("ssot-mcp is pinned to %s; refusing repo %s", repository.toRealPath(), repo);
        assertThat(seen).isEmpty();
    }

    @Test
    void an_explicit_server_needs_the_repository_in_each_call() throws IOException {
        ToolCalls calls = new ToolCalls(call -> backend.call(call), new RepositoryScope.Explicit(), Tiers.parse(null));
        ToolResponse without = call(calls, write(), Map.of("repo", " "));
        assertThat(code(without)).isEqualTo("repository_required");
        assertThat(structured(without).get("error").textValue())
                .isEqualTo("repo is required unless ssot-mcp is started with --repo");
        assertThat(call(calls, write(), Map.of("repo", repository.toString())).isError())
                .isFalse();
        assertThat(seen).extracting(Call::root).containsExactly(repository.toRealPath());
    }

    @Test
    void a_tool_of_another_tier_is_not_callable_and_says_why() {
        ToolResponse response = pinned(entry("run_ssot_cli", Access.WRITE, "advanced"), Map.of());
        assertThat(code(response)).isEqualTo("tier_not_enabled");
        assertThat(structured(response).get("error").textValue()).isEqualTo("tool is not enabled for tiers: core");
        assertThat(structured(response).get("next").textValue()).contains("VOX_MCP_TIERS=core,advanced");
        assertThat(seen).isEmpty();
    }

    private ToolResponse pinned(CatalogEntry entry, Map<String, Object> arguments) {
        RepositoryScope scope = new RepositoryScope.Pinned(repository);
        return call(new ToolCalls(call -> backend.call(call), scope, Tiers.parse("core")), entry, arguments);
    }

    private static ToolResponse call(ToolCalls calls, CatalogEntry entry, Map<String, Object> arguments) {
        return calls.call(entry, entry.mcp(), arguments);
    }

    private static JsonNode structured(ToolResponse response) {
        return (JsonNode) response.structuredContent();
    }

    private static String code(ToolResponse response) {
        return structured(response).path("code").asText();
    }

    private static CatalogEntry write() {
        return entry("claim_next_maturation_slice", Access.WRITE, "core");
    }

    private static CatalogEntry entry(String name, Access access, String tier) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        CatalogEntry.Tool tool = new CatalogEntry.Tool(name, tier, false);
        return new CatalogEntry(
                "an.operation",
                "T",
                "D",
                "workflow",
                "none",
                false,
                access,
                RolloutSlice.TASK,
                60_000,
                tool,
                "orch.x",
                schema,
                schema);
    }
}
