package dev.ssot.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Access;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.CommandShell;
import dev.ssot.operation.Limits;
import dev.ssot.operation.engine.Binding;
import dev.ssot.operation.engine.Bindings;
import dev.ssot.operation.engine.Surroundings;
import dev.ssot.registry.json.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Joins what the catalog declares with the schemas of the records that the code binds. */
final class OperationSchemas {

    private final SchemaGeneration generation = new SchemaGeneration();
    private final Map<String, Binding<?, ?>> bindings = Bindings.all(new Surroundings(
                    tool -> true,
                    id -> Optional.empty(),
                    new NoShell(),
                    (root, arguments) -> {
                        throw new IllegalStateException("schemas make no registry");
                    },
                    new FirstContracts()))
            .stream()
            .collect(Collectors.toMap(Binding::operationId, Function.identity(), (a, b) -> a, LinkedHashMap::new));

    /** The catalog as the running server reads it. Declared and bound operations have to be the same ones. */
    List<CatalogEntry> entries(CatalogSource source) {
        List<String> declared = source.bound().stream()
                .map(CatalogSource.Operation::id)
                .sorted()
                .toList();
        List<String> bound = bindings.keySet().stream().sorted().toList();
        if (!declared.equals(bound)) {
            throw new IllegalStateException(
                    "%s declares %s, but the code binds %s".formatted(CatalogSource.PATH, declared, bound));
        }
        List<CatalogEntry> entries = new ArrayList<>();
        for (CatalogSource.Operation operation : source.bound()) {
            Binding<?, ?> binding = binding(operation.id());
            entries.add(new CatalogEntry(
                    operation.id(),
                    operation.title(),
                    operation.description(),
                    operation.productLane(),
                    operation.sideEffects(),
                    operation.idempotent(),
                    operation.access(),
                    operation.slice(),
                    operation.timeoutMs(),
                    operation.mcp(),
                    Objects.requireNonNull(operation.rpc()).method(),
                    input(operation, binding),
                    SchemaGeneration.topLevel(generation.of(binding.result()))));
        }
        return entries;
    }

    /** The operations that need code and have none. */
    List<String> unbound(CatalogSource source) {
        return source.bound().stream()
                .map(CatalogSource.Operation::id)
                .filter(id -> !bindings.containsKey(id))
                .toList();
    }

    /** The complete schemas, by path relative to the catalog. */
    Map<String, ObjectNode> files(CatalogSource source) {
        Map<String, ObjectNode> files = new TreeMap<>();
        for (CatalogSource.Operation operation : source.bound()) {
            Binding<?, ?> binding = binding(operation.id());
            files.put("schemas/%s.input.schema.json".formatted(operation.id()), input(operation, binding));
            files.put("schemas/%s.output.schema.json".formatted(operation.id()), generation.of(binding.result()));
        }
        return files;
    }

    /** Records are looked at here, and nothing is run. */
    private static final class NoShell implements CommandShell {

        @Override
        public Ran run(Path root, List<String> arguments, @Nullable String requestId) {
            throw new IllegalStateException("schemas run no command");
        }

        @Override
        public ObjectNode surface() {
            throw new IllegalStateException("schemas run no command");
        }
    }

    private Binding<?, ?> binding(String id) {
        Binding<?, ?> binding = bindings.get(id);
        if (binding == null) {
            throw new IllegalStateException("no code is bound to " + id);
        }
        return binding;
    }

    /** The arguments, with those that every operation takes around them. */
    private ObjectNode input(CatalogSource.Operation operation, Binding<?, ?> binding) {
        ObjectNode generated = generation.of(binding.request());
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.set("repo", text(Limits.TEXT, "Only where several are served."));
        properties.setAll((ObjectNode) generated.path("properties"));
        if (operation.access() == Access.WRITE) {
            properties.set("request_id", text(Limits.NAME, "A repeated call with it gets the first answer."));
        }
        if (generated.path("required") instanceof ArrayNode required && !required.isEmpty()) {
            schema.set("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static ObjectNode text(int maxLength, String description) {
        ObjectNode schema = Json.object();
        schema.putArray("type").add("string").add("null");
        return schema.put("maxLength", maxLength).put("description", description);
    }
}
