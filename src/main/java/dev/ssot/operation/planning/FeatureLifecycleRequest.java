package dev.ssot.operation.planning;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for features to enter a stage of their lifecycle. */
public record FeatureLifecycleRequest(
        @NotNull @NotEmpty @Size(max = Limits.IDS) List<@NotBlank @Size(max = Limits.NAME) String> ids,

        @NotNull @Pattern(regexp = Forms.STAGE, message = Forms.STAGE_RULE) String stage,

        @Nullable @Size(max = Limits.IDS) List<@NotBlank @Size(max = Limits.NAME) String> replacementFeatureIds,

        @Nullable @Size(max = Limits.NAME) String effectiveReleaseId,

        @Nullable @Size(max = Limits.TEXT) String note) {}
