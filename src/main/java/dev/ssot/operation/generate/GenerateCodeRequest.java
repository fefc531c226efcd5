package dev.ssot.operation.generate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for an artifact of an operation or of the slice of a lease. */
public record GenerateCodeRequest(
        @NotNull @Pattern(regexp = "^(client|schema|evidence|test)$", message = "must be one of client, schema, evidence, test")
        @JsonPropertyDescription("client or schema of operation_id; evidence or test of lease_id")
        String kind,

        @Nullable @Size(min = 1, max = Limits.NAME) String operationId,

        @Nullable @Size(min = 1, max = Limits.NAME) @JsonPropertyDescription("With output_path, confines the write to the paths of this lease.")
        String leaseId,

        @Nullable @Size(max = Limits.TEXT) @JsonPropertyDescription("A file from the root of the repository; nothing is written without it.")
        String outputPath,

        @Nullable @Pattern(regexp = "^[0-9a-fA-F]{64}$", message = "must be 64 hex digits") @JsonPropertyDescription("Of the file that is replaced; without it only a new file is written.")
        String expectedSha256,

        @Nullable @Min(0) Long vcsAgentId,

        @Nullable @Size(max = Limits.TEXT) @JsonPropertyDescription("Kept in meta and never interpreted.")
        String prompt,

        @JsonProperty(defaultValue = "true")
        @JsonPropertyDescription("More than that the text can be parsed, which is always checked.")
        boolean validate) {}
