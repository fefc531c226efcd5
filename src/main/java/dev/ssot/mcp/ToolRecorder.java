package dev.ssot.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolArguments;
import io.quarkiverse.mcp.server.ToolManager.ToolDefinition;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the door registers as tools and where their calls lead, found by letting it do so where nothing is served. */
public final class ToolRecorder {

    /**
     * One registered tool, as a client would be told of it.
     *
     * @param outputSchema null when the tool has none
     * @param operation what a call of it reaches; null for nothing
     */
    public record Tool(
            String name,
            String title,
            String description,
            ObjectNode inputSchema,
            @Nullable ObjectNode outputSchema,
            ObjectNode annotations,
            ObjectNode meta,
            @Nullable String operation) {}

    private final List<Map<String, Object>> registered = new ArrayList<>();
    private @Nullable String reached;

    private ToolRecorder() {}

    /** The tools of every tier but those that stand for commands, which follow from the commands. */
    public static List<Tool> record(Catalog catalog) {
        ToolRecorder recorder = new ToolRecorder();
        Toolbox toolbox = Toolbox.of(catalog, Tiers.parse("all"));
        Audience audience = new Audience();
        audience.open(toolbox, new Views(catalog, toolbox), _ -> Optional.of(Role.WRITE));
        RepositoryScope here = new RepositoryScope.Pinned(Path.of(""));
        new ToolDoor(recorder.manager(), new ToolCalls(toolbox, recorder.calls(), here), audience).register(toolbox);
        return recorder.registered.stream().map(recorder::tool).toList();
    }

    private RoutedCalls calls() {
        return call -> {
            reached = call.operationId();
            return new RoutedCalls.Routed(
                    Outcome.refused(ErrorCode.NOT_AVAILABLE, "nothing is run here", ""),
                    Backend.DIRECT,
                    RoutedCalls.FLAG_OFF);
        };
    }

    private ToolManager manager() {
        return proxy(ToolManager.class, (_, method, arguments) -> switch (method) {
            case "newTool" -> definition(String.valueOf(arguments[0]));
            default -> throw new UnsupportedOperationException(method);
        });
    }

    /** Keeps whatever is set, by the name of what sets it. */
    private ToolDefinition definition(String name) {
        Map<String, Object> said = new HashMap<>(Map.of("name", name));
        return proxy(ToolDefinition.class, (itself, method, arguments) -> {
            if (method.equals("register")) {
                registered.add(said);
                return null;
            }
            said.put(method, arguments[0]);
            return itself;
        });
    }

    private Tool tool(Map<String, Object> said) {
        return new Tool(
                (String) said.getOrDefault("name", ""),
                (String) said.getOrDefault("setTitle", ""),
                (String) said.getOrDefault("setDescription", ""),
                Json.tree(said.getOrDefault("setInputSchema", Map.of())),
                said.get("setOutputSchema") instanceof Object schema ? Json.tree(schema) : null,
                annotations(said.get("setAnnotations")),
                meta(said.get("setMetadata")),
                operation(said.get("setHandler")));
    }

    private static ObjectNode annotations(@Nullable Object set) {
        ObjectNode annotations = Json.object();
        if (set instanceof ToolManager.ToolAnnotations(var title, var reads, var destroys, var repeatable, var open)) {
            annotations
                    .put("title", title)
                    .put("readOnlyHint", reads)
                    .put("destructiveHint", destroys)
                    .put("idempotentHint", repeatable)
                    .put("openWorldHint", open);
        }
        return annotations;
    }

    private static ObjectNode meta(@Nullable Object set) {
        ObjectNode meta = Json.object();
        if (set instanceof Map<?, ?> metadata) {
            metadata.forEach((key, value) -> meta.set(key.toString(), Json.MAPPER.valueToTree(value)));
        }
        return meta;
    }

    /** Calls the tool without arguments and sees where the call arrives. */
    @SuppressWarnings("unchecked") // what a door sets as the handler of a tool
    private @Nullable String operation(@Nullable Object handler) {
        reached = null;
        if (handler instanceof Function<?, ?> function) {
            ToolArguments none = proxy(ToolArguments.class, (_, method, _) -> switch (method) {
                case "args" -> Map.of();
                case "meta" -> null;
                default -> throw new UnsupportedOperationException(method);
            });
            var _ = ((Function<ToolArguments, ?>) function).apply(none);
        }
        return reached;
    }

    /** An answer to any method of an interface. */
    private interface Answer {

        @Nullable Object to(Object itself, String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (itself, method, arguments) -> {
                    return answer.to(itself, method.getName(), arguments == null ? new Object[0] : arguments);
                }));
    }
}
