package dev.ssot.operation.proof;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Asks for features to be certified in a release by their linked tests. */
public record CertifyProofGraphRequest(
        @NotNull @Size(min = 1, max = Limits.IDS) List<String> ids,
        @NotNull @NotBlank @Size(max = Limits.NAME) String boundaryId,
        @NotNull @NotBlank @Size(max = Limits.NAME) String boundaryTitle,
        @NotNull @NotBlank @Size(max = Limits.NAME) String releaseId,
        @NotNull @NotBlank @Size(max = Limits.NAME) String releaseVersion,
        @NotNull @Size(min = 1, max = Limits.IDS) List<String> robustnessDimensions,
        @JsonProperty(defaultValue = "false") boolean writeReport,
        @JsonProperty(defaultValue = "false") boolean promote,
        @JsonProperty(defaultValue = "false") boolean publish) {}
