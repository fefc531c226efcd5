package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.operation.Catalog;
import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.Tiers;
import dev.ssot.operation.tool.Toolbox;
import dev.ssot.registry.json.Json;
import io.quarkiverse.mcp.server.FilterContext;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.Meta;
import io.quarkiverse.mcp.server.PromptManager.PromptInfo;
import io.quarkiverse.mcp.server.ResourceManager.ResourceInfo;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees what. */
class AudienceTest {

    private static final Catalog CATALOG = Catalog.load();
    private static final Toolbox CORE = Toolbox.of(CATALOG, Tiers.parse("core"), Json::object);

    @ParameterizedTest
    @CsvSource({
        "get_conflicts,true,true",
        "claim_next_maturation_slice,false,true",
        "run_ssot_cli,false,true",
        "no_such_tool,false,false"
    })
    void a_list_holds_what_the_caller_may_use(String tool, boolean reader, boolean writer) {
        assertThat(audience(Role.READ).test(tool(tool), during(McpMethod.TOOLS_LIST)))
                .isEqualTo(reader);
        assertThat(audience(Role.WRITE).test(tool(tool), during(McpMethod.TOOLS_LIST)))
                .isEqualTo(writer);
    }

    @Test
    void a_tool_of_another_tier_is_in_no_list() {
        Toolbox dev = Toolbox.of(CATALOG, Tiers.parse("dev"), Json::object);
        Audience audience = new Audience();
        audience.open(dev, new Views(CATALOG, dev), _ -> Optional.of(Role.WRITE));
        assertThat(audience.test(tool("get_conflicts"), during(McpMethod.TOOLS_LIST)))
                .isFalse();
    }

    @Test
    void a_call_gets_through_to_its_refusal() {
        assertThat(audience(Role.READ).test(tool("run_ssot_cli"), during(McpMethod.TOOLS_CALL)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"worker_loop,false", "repair_blocked_transitions,false", "review_campaign,true", "other,false"})
    void the_read_role_is_shown_no_prompt_that_sends_it_to_a_write(String prompt, boolean shown) {
        PromptInfo info = only(PromptInfo.class, Map.of("name", prompt));
        assertThat(audience(Role.READ).test(info, during(McpMethod.PROMPTS_LIST)))
                .isEqualTo(shown);
    }

    @Test
    void a_resource_that_nobody_has_declared_is_shown_to_nobody() {
        ResourceInfo info = only(ResourceInfo.class, Map.of("name", "secrets"));
        assertThat(audience(Role.WRITE).test(info, during(McpMethod.RESOURCES_LIST)))
                .isFalse();
    }

    @Test
    void a_message_that_came_through_no_door_sees_nothing() {
        Audience closed = new Audience();
        assertThat(closed.test(tool("get_conflicts"), during(McpMethod.TOOLS_LIST)))
                .isFalse();
        Audience nobody = opened(_ -> Optional.empty());
        assertThat(nobody.test(tool("get_conflicts"), during(McpMethod.TOOLS_LIST)))
                .isFalse();
    }

    @Test
    void a_filter_that_fails_shows_nothing() {
        Audience broken = opened(_ -> {
            throw new IllegalStateException("broken");
        });
        assertThat(broken.test(tool("get_conflicts"), during(McpMethod.TOOLS_LIST)))
                .isFalse();
    }

    private static Audience audience(Role role) {
        return opened(_ -> Optional.of(role));
    }

    private static Audience opened(Function<Meta, Optional<Role>> callers) {
        Audience audience = new Audience();
        audience.open(CORE, new Views(CATALOG, CORE), callers);
        return audience;
    }

    private static ToolInfo tool(String name) {
        return only(ToolInfo.class, Map.of("name", name));
    }

    private static FilterContext during(McpMethod method) {
        return only(FilterContext.class, Map.of("method", method, "meta", only(Meta.class, Map.of())));
    }

    /** An object that answers some of its methods. */
    private static <T> T only(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            assertThat(answers).containsKey(method.getName());
            return answers.get(method.getName());
        }));
    }
}
