package dev.ssot.operation.slice;

import dev.ssot.campaign.BlockedTransition;
import dev.ssot.campaign.Campaign;
import dev.ssot.campaign.CampaignCompletion;
import dev.ssot.campaign.GateTerms;
import dev.ssot.registry.Tier;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a campaign is.
 *
 * @param campaign null for an id that nobody has claimed under yet
 * @param overrides operators who took the word of workers
 */
public record CampaignStatusResult(
        boolean passed,
        String campaignId,
        @Nullable Campaign campaign,
        Map<String, Integer> leaseCounts,
        int activeLeaseCount,
        int blockedTransitionCount,
        Summary summary,
        CampaignCompletion completion,
        List<BlockedTransition> blockedTransitions,
        List<GateTerms.Override> overrides) {

    /** The figures alone. */
    public record Summary(
            boolean complete,
            Tier targetTier,
            int featureLimit,
            int featuresConsideredCount,
            int incompleteCount,
            int activeLeaseCount,
            int blockedTransitionCount) {}
}
