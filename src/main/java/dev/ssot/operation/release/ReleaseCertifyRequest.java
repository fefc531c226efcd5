package dev.ssot.operation.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for a release to be certified; the active one if none is named. */
public record ReleaseCertifyRequest(
        @Nullable @Size(max = Limits.NAME) String releaseId,

        @JsonProperty(defaultValue = "false") boolean writeReport) {}
