package dev.ssot.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code contracts/mcp/tool-wire-aliases.v1.yaml}: further names that calls of tools are understood by. */
public record WireAliases(int version, List<Alias> aliases) {

    public static final String PATH = "contracts/mcp/tool-wire-aliases.v1.yaml";
    static final String SCHEMA = "contracts/mcp/tool-wire-aliases.v1.schema.json";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * One further name.
     *
     * @param deprecatedSince the version since which callers should use the tool's own name; null for none
     * @param removeAfter the last version that understands it; null while none is set
     */
    public record Alias(
            String alias,
            String canonical,
            @JsonProperty("deprecated_since") @Nullable String deprecatedSince,
            @JsonProperty("remove_after") @Nullable String removeAfter) {}

    /**
     * Without the file there are none.
     *
     * @param project the folder that holds {@code contracts}
     */
    public static WireAliases read(Path project) throws IOException {
        Path file = project.resolve(PATH);
        return Files.exists(file) ? YAML.readValue(file.toFile(), WireAliases.class) : new WireAliases(1, List.of());
    }
}
