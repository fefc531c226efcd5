package dev.ssot.operation.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.RoutedCalls.Routed;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One tool call from its arguments to its result. */
class ToolCallsTest {

    private static final ObjectNode RESULT =
            JsonNodeFactory.instance.objectNode().put("passed", true).put("kind", "no_work");

    private static final String WRITE = "claim_next_maturation_slice";
    private static final String READ = "get_conflicts";

    private static final Catalog CATALOG = Catalog.load();
    private static final Toolbox TOOLBOX = Toolbox.of(CATALOG, Tiers.parse("core"), Json::object);

    @TempDir
    private Path repository;

    private final List<Call> seen = new ArrayList<>();
    private RoutedCalls backend = call -> {
        seen.add(call);
        return new RoutedCalls.Routed(new Outcome.Answered(RESULT), Backend.DAEMON, "ok");
    };

    @Test
    void an_exception_is_answered_with_a_correlation_id_and_no_class_name() {
        backend = call -> {
            throw new IllegalStateException("secret detail");
        };
        Routed response = pinned(WRITE, Map.of());
        assertThat(code(response)).isEqualTo("internal");
        assertThat(refusal(response).message()).contains("correlation id").doesNotContain("secret", "IllegalState");
    }

    @Test
    void the_envelope_is_taken_off_the_arguments() {
        pinned(WRITE, Map.of("repo", repository.toString(), "request_id", "claim-1", "worker_id", "w1"));
        assertThat(seen.getFirst().requestId()).isEqualTo("claim-1");
        assertThat(seen.getFirst().arguments())
                .isEqualTo(JsonNodeFactory.instance.objectNode().put("worker_id", "w1"));
    }

    @Test
    void a_write_gets_a_request_id_of_its_own_and_a_read_none() {
        pinned(WRITE, Map.of());
        pinned(WRITE, Map.of());
        pinned(READ, Map.of("request_id", "x"));
        assertThat(seen.get(0).requestId())
                .isNotBlank()
                .isNotEqualTo(seen.get(1).requestId());
        assertThat(seen.get(2).requestId()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u00e4", "-x"})
    void a_malformed_request_id_is_refused(String requestId) {
        assertThat(code(pinned(WRITE, Map.of("request_id", requestId)))).isEqualTo("invalid_arguments");
        assertThat(seen).isEmpty();
    }

    @Test
    void envelope_arguments_of_another_type_or_length_are_refused() {
        assertThat(code(pinned(WRITE, Map.of("repo", 5)))).isEqualTo("invalid_arguments");
        assertThat(code(pinned(WRITE, Map.of("request_id", List.of())))).isEqualTo("invalid_arguments");
        assertThat(code(pinned(WRITE, Map.of("request_id", "x".repeat(129))))).isEqualTo("invalid_arguments");
        assertThat(code(pinned(WRITE, Map.of("repo", "x".repeat(4001))))).isEqualTo("invalid_arguments");
        assertThat(code(pinned(WRITE, Map.of("repo", "a\0b")))).isEqualTo("invalid_arguments");
        assertThat(seen).isEmpty();
    }

    @Test
    void a_pinned_server_knows_its_repository_under_any_name() throws IOException {
        Path link = Files.createSymbolicLink(repository.resolve("link"), repository);
        for (String name : List.of(".", "link/.", link.toString(), repository + "/./")) {
            assertThat(pinned(WRITE, Map.of("repo", name)).outcome()).as(name).isInstanceOf(Outcome.Answered.class);
        }
        assertThat(seen).extracting(Call::root).containsOnly(repository.toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "/", "sub", "/nowhere/at/all"})
    void a_pinned_server_refuses_every_other_repository(String repo) throws IOException {
        Routed response = pinned(WRITE, Map.of("repo", repo));
        assertThat(code(response)).isEqualTo("repository_pinned");
        assertThat(refusal(response).message())
                .isEqualTo("ssot-mcp is pinned to %s; refusing repo %s", repository.toRealPath(), repo);
        assertThat(seen).isEmpty();
    }

    @Test
    void an_explicit_server_needs_the_repository_in_each_call() throws IOException {
        ToolCalls calls = new ToolCalls(TOOLBOX, call -> backend.call(call), new RepositoryScope.Explicit());
        Routed without = call(calls, WRITE, Map.of("repo", " "));
        assertThat(code(without)).isEqualTo("repository_required");
        assertThat(refusal(without).message()).isEqualTo("repo is required unless ssot-mcp is started with --repo");
        assertThat(call(calls, WRITE, Map.of("repo", repository.toString())).outcome())
                .isInstanceOf(Outcome.Answered.class);
        assertThat(seen).extracting(Call::root).containsExactly(repository.toRealPath());
    }

    @Test
    void a_tool_of_another_tier_is_not_callable_and_says_why() {
        Toolbox dev = Toolbox.of(CATALOG, Tiers.parse("dev"), Json::object);
        Routed response = call(
                new ToolCalls(dev, call -> backend.call(call), new RepositoryScope.Pinned(repository)),
                WRITE,
                Map.of());
        assertThat(code(response)).isEqualTo("tier_not_enabled");
        assertThat(refusal(response).message()).isEqualTo("tool is not enabled for tiers: dev");
        assertThat(refusal(response).next()).contains("VOX_MCP_TIERS=dev,core");
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "claim_next_maturation_slice,ROLE_NOT_ALLOWED",
        "run_ssot_cli,ROLE_NOT_ALLOWED",
        "get_conflicts,",
        "Get_Conflicts,UNKNOWN_OPERATION",
        "'get_conflicts ',UNKNOWN_OPERATION",
        "nothing,UNKNOWN_OPERATION"
    })
    void the_read_role_reaches_what_was_released_for_it(String name, @Nullable ErrorCode refused) {
        ToolCalls calls = new ToolCalls(TOOLBOX, call -> backend.call(call), new RepositoryScope.Pinned(repository));
        Outcome outcome = calls.call(name, Json.object(), Role.READ).outcome();
        if (refused == null) {
            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refusal -> assertThat(refusal.refusal().code()).isEqualTo(refused));
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void a_list_of_allowed_tools_holds_for_both_roles_and_that_of_the_read_role_narrows_it() {
        Allowance allowance = new Allowance(
                Optional.of(Set.of("get_conflicts", "get_campaign_status", "renew_lease")),
                Optional.of(Set.of("get_conflicts", "renew_lease", "get_worker_events")));
        Toolbox fewer = TOOLBOX.allowing(allowance);
        assertThat(fewer.listed(Role.WRITE))
                .extracting(ServedTool::name)
                .containsExactlyInAnyOrder("get_conflicts", "get_campaign_status", "renew_lease");
        assertThat(fewer.listed(Role.READ)).extracting(ServedTool::name).containsExactly("get_conflicts");
        assertThat(new ToolCalls(fewer, backend, new RepositoryScope.Pinned(repository))
                        .call("get_worker_events", Json.object(), Role.WRITE)
                        .outcome())
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void an_operation_without_a_tool_is_readable_if_it_changes_nothing_and_no_list_leaves_it_out() {
        CatalogEntry registry = CATALOG.find("registry.read").orElseThrow();
        assertThat(TOOLBOX.permits(registry, Role.READ)).isTrue();
        Allowance without = new Allowance(Optional.empty(), Optional.of(Set.of("get_conflicts")));
        assertThat(TOOLBOX.allowing(without).permits(registry, Role.READ)).isFalse();
        assertThat(TOOLBOX.allowing(without).permits(registry, Role.WRITE)).isTrue();
        CatalogEntry claim = CATALOG.find("slice.claim").orElseThrow();
        assertThat(TOOLBOX.permits(claim, Role.READ)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'',true", "one,true", "./one/../one,true", "two,false", "..,false", "link,false", "one/sub,false"})
    void a_gateway_for_one_repository_goes_by_the_letters_of_the_path(String name, boolean served) throws IOException {
        Path one = Files.createDirectories(repository.toRealPath().resolve("one"));
        Files.createSymbolicLink(repository.resolve("link"), one);
        String repo = name.isEmpty() ? "" : one.getParent().resolve(name).toString();
        RepositoryScope scope = new RepositoryScope.Listed(List.of(one));
        assertThat(scope.choose(repo) instanceof RepositoryScope.Choice.Chosen(Path root) && root.equals(one))
                .isEqualTo(served);
    }

    @Test
    void a_gateway_for_several_repositories_has_to_be_told_which() throws IOException {
        Path here = repository.toRealPath();
        RepositoryScope scope = new RepositoryScope.Listed(List.of(here, here.resolve("other")));
        assertThat(scope.choose(null))
                .isInstanceOfSatisfying(
                        RepositoryScope.Choice.Refused.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.REPOSITORY_REQUIRED));
        assertThat(scope.choose(here.resolve("other").toString()))
                .isEqualTo(new RepositoryScope.Choice.Chosen(here.resolve("other")));
        assertThat(scope.choose("other")).isInstanceOf(RepositoryScope.Choice.Refused.class);
    }

    private Routed pinned(String tool, Map<String, Object> arguments) {
        RepositoryScope scope = new RepositoryScope.Pinned(repository);
        return call(new ToolCalls(TOOLBOX, call -> backend.call(call), scope), tool, arguments);
    }

    private static Routed call(ToolCalls calls, String tool, Map<String, Object> arguments) {
        return calls.call(tool, Json.MAPPER.valueToTree(arguments), Role.WRITE);
    }

    private static Refusal refusal(Routed response) {
        return ((Outcome.Refused) response.outcome()).refusal();
    }

    private static String code(Routed response) {
        return refusal(response).code().text();
    }
}
