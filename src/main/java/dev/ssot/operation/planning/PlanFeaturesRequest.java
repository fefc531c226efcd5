package dev.ssot.operation.planning;

import dev.ssot.operation.Limits;
import dev.ssot.registry.Tier;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for features to be planned. Without a slot, the one that stands is taken away. */
public record PlanFeaturesRequest(
        @NotNull @NotEmpty @Size(max = Limits.IDS) List<@NotBlank @Size(max = Limits.NAME) String> ids,

        @NotNull @Pattern(regexp = Forms.HORIZON, message = Forms.HORIZON_RULE) String horizon,

        @Nullable Tier claimTier,

        @Nullable @Pattern(regexp = Forms.DISPOSITION, message = Forms.DISPOSITION_RULE) String outOfBoundsDisposition,

        @Nullable @Pattern(regexp = Forms.STAGE, message = Forms.STAGE_RULE) String targetLifecycleStage,

        @Nullable @Size(max = Limits.NAME) String slot) {}
