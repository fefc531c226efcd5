package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.tool.RepositoryScope;
import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.Tiers;
import dev.ssot.operation.tool.Toolbox;
import dev.ssot.registry.json.Json;
import io.quarkiverse.mcp.server.McpException;
import io.quarkiverse.mcp.server.TextResourceContents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourcesTest {

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

    @TempDir
    private Path repository;

    private final List<Call> seen = new ArrayList<>();

    @Test
    void a_resource_is_the_operation_s_result_as_json() throws Exception {
        Resources resources = answering(new Outcome.Answered(NOTHING.deepCopy().put("passed", true)));
        TextResourceContents contents = resources
                .read(asked("ssot://registry/x"), repository.toString(), NOTHING)
                .firstContents()
                .asText();
        assertThat(contents.text()).isEqualTo("{\"passed\":true}");
        assertThat(contents.mimeType()).isEqualTo("application/json");
        assertThat(contents.uri()).isEqualTo("ssot://registry/x");
        assertThat(seen).singleElement().extracting(Call::root).isEqualTo(repository.toRealPath());
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND,-32002",
        "REPOSITORY_NOT_FOUND,-32002",
        "INVALID_ARGUMENTS,-32602",
        "REGISTRY_UNREADABLE,-32603"
    })
    void a_refusal_is_a_protocol_error_with_its_reason(ErrorCode code, int expected) {
        Resources resources = answering(Outcome.refused(code, "what happened", "Do this."));
        assertThatThrownBy(() -> resources.read(asked("ssot://x"), repository.toString(), NOTHING))
                .isInstanceOfSatisfying(
                        McpException.class,
                        e -> assertThat(e.getJsonRpcErrorCode()).isEqualTo(expected))
                .hasMessage("%s: what happened. Do this.", code.text());
    }

    @Test
    void the_pin_holds_for_resources_too() {
        Resources resources = answering(new Outcome.Answered(NOTHING));
        assertThatThrownBy(() -> resources.read(asked("ssot://x"), "/", NOTHING))
                .hasMessageContaining("refusing repo /");
        assertThat(seen).isEmpty();
    }

    private Resources answering(Outcome outcome) {
        RoutedCalls calls = call -> {
            seen.add(call);
            return new RoutedCalls.Routed(outcome, Backend.DIRECT, "flag_off");
        };
        Catalog catalog = Catalog.load();
        Toolbox toolbox = Toolbox.of(catalog, Tiers.parse(null), Json::object);
        return new Resources(
                calls,
                new RepositoryScope.Pinned(repository),
                new Views(catalog, toolbox),
                _ -> Optional.of(Role.WRITE));
    }

    private static Resources.Asked asked(String uri) {
        return new Resources.Asked(Views.REGISTRY, uri, Role.WRITE);
    }
}
