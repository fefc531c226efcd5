package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RoutedCalls.Routed;
import dev.ssot.registry.json.Json;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.ToolResponse;
import org.junit.jupiter.api.Test;

/** What came of a call, as the protocol has it. */
class ToolAnswersTest {

    private static final CatalogEntry CLAIM = Catalog.load().find("slice.claim").orElseThrow();

    @Test
    void a_result_is_structured_and_text_and_names_its_backend() {
        ObjectNode result = Json.object().put("passed", true).put("kind", "no_work");
        ToolResponse response = ToolAnswers.of(CLAIM, new Routed(new Outcome.Answered(result), Backend.DAEMON, "ok"));
        assertThat(response.isError()).isFalse();
        assertThat(response.structuredContent()).isEqualTo(result);
        assertThat(response.firstContent().asText().text()).isEqualTo(result.toString());
        assertThat(response._meta())
                .containsEntry(MetaKey.of("vox_backend"), "daemon")
                .containsEntry(MetaKey.of("vox_backend_reason"), "ok");
    }

    @Test
    void a_refusal_is_an_error_result_with_its_code_and_the_next_step() {
        ToolResponse response = ToolAnswers.of(
                CLAIM,
                new Routed(
                        Outcome.refused(ErrorCode.LEASE_NOT_ACTIVE, "lease is not active: expired", "Claim again."),
                        Backend.DIRECT,
                        "no_daemon"));
        assertThat(response.isError()).isTrue();
        assertThat(response.firstContent().asText().text()).isEqualTo("lease is not active: expired\nClaim again.");
        assertThat(response.structuredContent())
                .isEqualTo(Json.object()
                        .put("passed", false)
                        .put("code", "lease_not_active")
                        .put("error", "lease is not active: expired")
                        .put("next", "Claim again."));
    }

    @Test
    void a_tool_whose_contract_has_an_envelope_is_refused_in_it() {
        CatalogEntry generate = Catalog.load().find("code.generate").orElseThrow();
        ToolResponse response = ToolAnswers.of(
                generate,
                new Routed(
                        Outcome.refused(ErrorCode.PRECONDITION_FAILED, "x is there", "Look at it."),
                        Backend.DIRECT,
                        "no_daemon"));
        assertThat(response.structuredContent())
                .isEqualTo(Json.object()
                        .put("passed", false)
                        .put("code", "precondition_failed")
                        .put("error", "x is there")
                        .put("next", "Look at it.")
                        .put("success", false)
                        .put("remediation", "Look at it."));
    }

    @Test
    void an_argument_that_is_null_passes_the_library() {
        ObjectNode params = Json.object();
        params.putObject("arguments").putNull("status");
        NullArguments.wrap(params);
        assertThat(params.get("arguments")).noneMatch(argument -> argument.isNull());
        assertThat(NullArguments.unwrap((ObjectNode) params.get("arguments")))
                .isEqualTo(Json.object().putNull("status"));
    }
}
