package dev.ssot.operation.release;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for a release to be taken back. */
public record ReleaseRevokeRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String releaseId,

        @NotNull @Size(max = Limits.TEXT) String reason) {}
