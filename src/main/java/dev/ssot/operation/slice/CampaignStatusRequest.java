package dev.ssot.operation.slice;

import dev.ssot.operation.Limits;
import dev.ssot.registry.Tier;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks how far a campaign is; tier and limit default to the campaign's own. */
public record CampaignStatusRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String campaignId,
        @Nullable Tier targetTier,
        @Nullable @Min(1) @Max(1_000_000) Integer featureLimit) {}
