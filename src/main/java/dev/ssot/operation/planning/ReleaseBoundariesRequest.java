package dev.ssot.operation.planning;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Asks for boundaries to be added to a release, or taken out. */
public record ReleaseBoundariesRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String id,

        @NotNull @Pattern(regexp = "^(add|remove)$", message = "must be one of add, remove")
        String mode,

        @NotNull @NotEmpty @Size(max = Limits.IDS) List<@NotBlank @Size(max = Limits.NAME) String> boundaryIds) {}
