package dev.ssot.operation.assurance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for what a release rests on, as it is on this machine. */
public record VerifyLocalRequest(
        @Nullable @Size(min = 1, max = Limits.NAME) @JsonPropertyDescription("The active release if left out.")
        String releaseId,

        @NotNull @Pattern(regexp = "^(ssot-only|declared|full-repo)$")
        @JsonProperty(defaultValue = "ssot-only")
        @JsonPropertyDescription("Which files are hashed: those that the registry names, or all of the repository.")
        String pathPolicy,

        @JsonProperty(defaultValue = "true") @JsonPropertyDescription("False leaves out the report file alone.")
        boolean writeArtifacts,

        @JsonProperty(defaultValue = "false") @JsonPropertyDescription("Marks the report as one that gates a release.")
        boolean blocking) {}
