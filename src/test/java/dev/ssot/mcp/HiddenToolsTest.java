package dev.ssot.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.mcp.server.FilterContext;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.MetaKey;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HiddenToolsTest {

    private final HiddenTools filter = new HiddenTools();

    @Test
    void a_hidden_tool_is_in_no_list_but_a_call_of_it_gets_through_to_its_refusal() {
        ToolInfo hidden = tool(Map.of(HiddenTools.HIDDEN, true));
        assertThat(filter.test(hidden, during(McpMethod.TOOLS_LIST))).isFalse();
        assertThat(filter.test(hidden, during(McpMethod.INITIALIZE))).isFalse();
        assertThat(filter.test(hidden, during(McpMethod.TOOLS_CALL))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = McpMethod.class,
            names = {"TOOLS_LIST", "TOOLS_CALL", "INITIALIZE"})
    void every_other_tool_is_seen(McpMethod method) {
        assertThat(filter.test(tool(Map.of(MetaKey.of("vox_tier"), "core")), during(method)))
                .isTrue();
    }

    private static ToolInfo tool(Map<MetaKey, Object> metadata) {
        return only(ToolInfo.class, "metadata", metadata);
    }

    private static FilterContext during(McpMethod method) {
        return only(FilterContext.class, "method", method);
    }

    /** An object that answers one of its methods. */
    private static <T> T only(Class<T> type, String name, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            assertThat(method.getName()).isEqualTo(name);
            return answer;
        }));
    }
}
