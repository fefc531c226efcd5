package dev.ssot.operation.planning;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the parents of features to be changed: {@code add}, {@code set}, {@code remove} or {@code clear}. */
public record FeatureParentsRequest(
        @NotNull @Pattern(regexp = "^(add|set|remove|clear)$", message = "must be one of add, set, remove, clear")
        String mode,

        @NotNull @NotEmpty @Size(max = Limits.IDS) List<@NotBlank @Size(max = Limits.NAME) String> ids,

        @Nullable @Size(max = Limits.IDS) List<@NotBlank @Size(max = Limits.NAME) String> parentIds) {}
