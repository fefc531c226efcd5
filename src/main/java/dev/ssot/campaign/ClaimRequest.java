package dev.ssot.campaign;

import dev.ssot.registry.Tier;
import dev.ssot.registry.VerificationLevel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A worker asks for work.
 *
 * @param claimant the process that asks
 * @param targetTier null stands for the campaign's tier, T2 for a new campaign
 * @param osUser null stands for the worker id
 * @param scope nothing named keeps what the campaign has stored
 * @param maxBlockers how many blocked transitions one call may record; at least one
 * @param featureLimit how many features with work to do are looked at, in the order of the registry
 * @param autoScaffold whether wiring that a slice misses may be made for it
 * @param level that the configuration asks for
 * @param gitHead the head commit, kept with the lease
 */
public record ClaimRequest(
        String workerId,
        Claimant claimant,
        String campaignId,
        @Nullable Tier targetTier,
        @Nullable String osUser,
        Duration ttl,
        CampaignScope scope,
        int maxBlockers,
        int featureLimit,
        boolean autoScaffold,
        VerificationLevel level,
        @Nullable String gitHead) {}
