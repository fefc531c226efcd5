package dev.ssot.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that published files are rendered from. No published file is among it.
 *
 * @param schemas of arguments and results, by path relative to the catalog
 * @param commands of the running program
 * @param reference the surface of the reference's command line; null where there is none to compare with
 */
public record ContractSource(
        CatalogSource catalog,
        SortedMap<String, ObjectNode> schemas,
        CommandSurface commands,
        @Nullable JsonNode reference) {

    /** Where the catalog lies, and what it names relative to itself. */
    static final String FOLDER = "contracts/operations";

    private static final String REFERENCE = "contracts/cli/reference-surface.json";

    /** Reads what stands beside the catalog. The commands count only if the program is this one. */
    static ContractSource read(Path root, CatalogSource catalog, CommandSurface commands) throws IOException {
        Path reference = root.resolve(REFERENCE);
        if (!catalog.isOurs()) {
            return of(catalog, written(root, catalog));
        }
        return new ContractSource(
                catalog,
                new TreeMap<>(new OperationSchemas().files(catalog)),
                commands,
                Files.exists(reference)
                        ? Json.MAPPER.readTree(reference.toFile()).path("commands")
                        : null);
    }

    /**
     * A project whose program is not this one.
     *
     * @param schemas those that people wrote, by path relative to the catalog: {@code schemas/..}
     */
    public static ContractSource of(CatalogSource catalog, Map<String, ObjectNode> schemas) {
        return new ContractSource(catalog, new TreeMap<>(schemas), CommandSurface.UNKNOWN, null);
    }

    private static Map<String, ObjectNode> written(Path root, CatalogSource catalog) throws IOException {
        Map<String, ObjectNode> schemas = new TreeMap<>();
        for (String path : schemaPaths(catalog)) {
            Path file = root.resolve(FOLDER).resolve(path);
            if (Files.isRegularFile(file)) {
                // One that is no object is reported where files are compared.
                JsonSchemas.parse(Files.readString(file)).ifPresent(schema -> schemas.put(path, schema));
            }
        }
        return schemas;
    }

    /** The schema files that rows name, relative to the catalog's folder, sorted. */
    static SortedSet<String> schemaPaths(CatalogSource catalog) {
        SortedSet<String> paths = new TreeSet<>();
        for (CatalogSource.Operation operation : catalog.operations()) {
            Stream.of(Optional.ofNullable(operation.inputSchema()), Optional.ofNullable(operation.outputSchema()))
                    .forEach(path -> path.ifPresent(paths::add));
        }
        return paths;
    }

    /** The schema of an operation's arguments; an empty one where there is none. */
    ObjectNode input(CatalogSource.Operation operation) {
        ObjectNode schema = operation.inputSchema() == null ? null : schemas.get(operation.inputSchema());
        return schema == null ? Json.object() : schema;
    }
}
