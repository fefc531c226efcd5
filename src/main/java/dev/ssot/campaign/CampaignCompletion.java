package dev.ssot.campaign;

import dev.ssot.registry.Tier;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a campaign is from its end, judged over its whole scope.
 *
 * @param complete nothing in the scope is left to do and nobody is at work; an empty scope is never complete
 * @param incomplete the first of them, at most {@link #SHOWN}
 * @param incompleteCount all of them
 */
public record CampaignCompletion(
        boolean complete,
        Tier targetTier,
        int featureLimit,
        int featuresConsideredCount,
        List<Incomplete> incomplete,
        int incompleteCount,
        boolean incompleteTruncated,
        int activeLeaseCount) {

    /** A client's context is worth more than a complete list. */
    static final int SHOWN = 100;

    /** A feature of the scope that is below its target. */
    public record Incomplete(String featureId, Tier currentTier, Tier targetTier) {}

    /** The whole registry up to T2, as if nobody were at work. */
    public static CampaignCompletion ofRegistry(Maturation maturation) {
        return of(maturation, Tier.T2, Integer.MAX_VALUE, null, 0);
    }

    public static CampaignCompletion of(
            Maturation maturation, Tier target, int featureLimit, @Nullable Set<String> scope, int activeLeases) {
        List<Maturation.Progress> considered = maturation.inBounds(scope);
        List<Maturation.Progress> open = considered.stream()
                .filter(progress -> !progress.isComplete(target))
                .toList();
        return new CampaignCompletion(
                open.isEmpty() && activeLeases == 0 && !considered.isEmpty(),
                target,
                featureLimit,
                considered.size(),
                open.stream()
                        .limit(SHOWN)
                        .map(progress ->
                                new Incomplete(progress.feature().id(), progress.current(), progress.target(target)))
                        .toList(),
                open.size(),
                open.size() > SHOWN,
                activeLeases);
    }
}
