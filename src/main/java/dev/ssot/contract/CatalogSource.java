package dev.ssot.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ssot.operation.Access;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.RolloutSlice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code contracts/operations/catalog.v1.yaml} as people write it. */
record CatalogSource(
        @JsonProperty("schema_version") int schemaVersion,
        List<Operation> operations,
        List<EnvironmentVariable> environment) {

    static final String PATH = "contracts/operations/catalog.v1.yaml";

    /** One declared operation, without its schemas. */
    record Operation(
            String id,
            String title,
            String description,
            @JsonProperty("product_lane") String productLane,
            @JsonProperty("side_effect_class") String sideEffects,
            boolean idempotent,
            Access access,
            RolloutSlice slice,
            CatalogEntry.@Nullable Tool mcp,
            @JsonProperty("rpc_method") String rpcMethod) {}

    static CatalogSource read(Path project) throws IOException {
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .build();
        CatalogSource source = yaml.readValue(project.resolve(PATH).toFile(), CatalogSource.class);
        List<String> duplicates = source.duplicates();
        if (!duplicates.isEmpty()) {
            throw new IllegalStateException("%s declares more than once: %s".formatted(PATH, duplicates));
        }
        return source;
    }

    private List<String> duplicates() {
        Set<String> seen = new HashSet<>();
        List<String> duplicates = new ArrayList<>();
        for (Operation operation : operations) {
            List<String> names = new ArrayList<>(List.of(operation.id(), operation.rpcMethod()));
            if (operation.mcp() != null) {
                names.add(operation.mcp().name());
            }
            names.stream().filter(name -> !seen.add(name)).forEach(duplicates::add);
        }
        environment.stream()
                .map(EnvironmentVariable::name)
                .filter(name -> !seen.add(name))
                .forEach(duplicates::add);
        return duplicates;
    }
}
