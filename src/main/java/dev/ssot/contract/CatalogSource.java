package dev.ssot.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ssot.operation.Access;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.RolloutSlice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code contracts/operations/catalog.v1.yaml} as people write it.
 *
 * @param runtime {@code ssot} when this program is what the rows describe, {@code none} when only files are
 * @param commonErrorCodes those that every operation may answer
 * @param environment the variables that the program and its launchers read
 */
public record CatalogSource(
        @JsonProperty("schema_version") int schemaVersion,
        String runtime,
        @JsonProperty("common_error_codes") List<String> commonErrorCodes,
        List<Operation> operations,
        List<EnvironmentVariable> environment) {

    public static final String PATH = "contracts/operations/catalog.v1.yaml";

    public CatalogSource {
        environment = Objects.requireNonNullElse(environment, List.of());
    }

    /**
     * One declared operation, without its schemas.
     *
     * @param scope what it works on: {@code repository} or {@code workspace}, which is this machine
     * @param errorCodes what it may answer beside the common ones
     * @param examples arguments of calls
     * @param inputSchema where the schema of its arguments is published, beside the catalog; null without code to bind
     * @param cli the commands that stand for it
     * @param rpc null for what only a person's shell does
     */
    public record Operation(
            String id,
            String title,
            String description,
            @JsonProperty("product_lane") String productLane,
            @JsonProperty("intent_tags") List<String> intentTags,
            @JsonProperty("side_effect_class") String sideEffects,
            String scope,
            boolean reversible,
            boolean idempotent,
            @JsonProperty("requires_repo") boolean requiresRepo,
            Access access,
            RolloutSlice slice,
            @JsonProperty("timeout_ms") int timeoutMs,
            @JsonProperty("error_codes") List<String> errorCodes,
            List<ObjectNode> examples,
            @JsonProperty("input_schema") @Nullable String inputSchema,
            @JsonProperty("output_schema") @Nullable String outputSchema,
            CatalogEntry.@Nullable Tool mcp,
            List<Command> cli,
            @Nullable Rpc rpc) {

        public Operation {
            examples = Objects.requireNonNullElse(examples, List.of());
            cli = Objects.requireNonNullElse(cli, List.of());
        }

        private Stream<String> names() {
            Stream<String> names = Stream.concat(
                    Stream.of("id " + id), cli.stream().map(command -> "command " + String.join(" ", command.path())));
            names = mcp == null ? names : Stream.concat(names, Stream.of("tool " + mcp.name()));
            return rpc == null ? names : Stream.concat(names, Stream.of("method " + rpc.method()));
        }
    }

    /**
     * The operation's projection as a command.
     *
     * @param path the words after {@code ssot}
     * @param status {@code active}, {@code deprecated}, {@code retired}, {@code internal}, or {@code planned}: understood
     *     and answered with {@code not_available}
     */
    public record Command(List<String> path, String status) {}

    /** The operation's projection as a method of the daemon's protocol. */
    public record Rpc(String method) {}

    /** @param project the folder that holds {@code contracts} */
    public static CatalogSource read(Path project) throws IOException {
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

    /** The operations that code is bound to: those that another process can call. */
    public List<Operation> bound() {
        return operations.stream().filter(operation -> operation.rpc() != null).toList();
    }

    /** What is declared more than once: {@code tool complete_slice}. */
    public List<String> duplicates() {
        Set<String> seen = new HashSet<>();
        List<String> duplicates = new ArrayList<>();
        Stream.concat(
                        operations.stream().flatMap(Operation::names),
                        environment.stream().map(variable -> "variable " + variable.name()))
                .filter(name -> !seen.add(name))
                .forEach(duplicates::add);
        return duplicates;
    }
}
