package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.registry.Tier;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the next slice of a campaign. */
public record ClaimSliceRequest(
        @NotNull @Pattern(regexp = Limits.NAME_FORM, message = Limits.NAME_RULE) @JsonPropertyDescription("Your name, the same in every call.")
        String workerId,

        @NotNull @Pattern(regexp = Limits.NAME_FORM, message = Limits.NAME_RULE) @JsonPropertyDescription("The campaign to join; it is created on the first claim.")
        String campaignId,

        @Nullable @JsonPropertyDescription("T2 for a new campaign; leave it out to join one.")
        Tier targetTier,

        @Nullable @Size(min = 1, max = Limits.NAME) String osUser,

        @Min(1) @Max(Limits.DAY_SECONDS) @JsonProperty(defaultValue = "1800")
        @JsonPropertyDescription("Life of the lease; renew_lease extends it.")
        int ttlSeconds,

        @Nullable @Size(max = Limits.IDS) @JsonPropertyDescription(
                "Scope of a new campaign, with profile_ids and boundary_ids; nothing means the whole registry.")
        List<String> featureIds,

        @Nullable @Size(max = Limits.IDS) List<String> profileIds,

        @Nullable @Size(max = Limits.IDS) List<String> boundaryIds,

        @Min(1) @Max(Limits.PAGE) @JsonProperty(defaultValue = "5")
        int maxBlockersPerClaim,

        @JsonProperty(defaultValue = "true") boolean autoScaffold,

        @Min(1) @Max(1_000_000) @JsonProperty(defaultValue = "" + Limits.FEATURES)
        @JsonPropertyDescription("How many features with work to do are looked at.")
        int featureLimit) {}
