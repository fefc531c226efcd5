package dev.ssot.operation.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for the graph of the registry. */
public record ExportGraphRequest(
        @NotNull @Pattern(regexp = "^(json|dot|png|svg)$") @JsonProperty(defaultValue = "json")
        String format,

        @Nullable @Size(min = 1, max = Limits.TEXT) @JsonPropertyDescription("A path inside the repository; .ssot/graphs/registry.graph.{format} if left out.")
        String output) {}
