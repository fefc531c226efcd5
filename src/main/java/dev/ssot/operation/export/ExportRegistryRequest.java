package dev.ssot.operation.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for the whole registry in another form. */
public record ExportRegistryRequest(
        @NotNull @Pattern(regexp = "^(json|csv|df|yaml|toml)$") @JsonProperty(defaultValue = "json")
        String format,

        @Nullable @Size(min = 1, max = Limits.TEXT) @JsonPropertyDescription("A path inside the repository; .ssot/exports/registry.{format} if left out.")
        String output) {}
