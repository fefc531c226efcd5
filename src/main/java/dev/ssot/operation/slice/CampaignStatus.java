package dev.ssot.operation.slice;

import dev.ssot.campaign.BlockedTransition;
import dev.ssot.campaign.Campaign;
import dev.ssot.campaign.CampaignCompletion;
import dev.ssot.campaign.CampaignScope;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.LeaseStatus;
import dev.ssot.campaign.Maturation;
import dev.ssot.operation.Context;
import dev.ssot.operation.Limits;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Tier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code campaign.status}: what is done, what is left, who is at work, what is blocked. */
public final class CampaignStatus implements UseCase<CampaignStatusRequest, CampaignStatusResult> {

    @Override
    public Reply<CampaignStatusResult> run(CampaignStatusRequest request, Context context) {
        return context.withRegistry(registry -> {
            Maturation maturation = fresh(registry, context);
            return Reply.answer(context.read(view -> status(request, maturation, view)));
        });
    }

    private static Maturation fresh(Registry registry, Context context) {
        Place.Observation known = context.place().observation(registry, context.now());
        return known.isFresh(context.now())
                ? known.maturation()
                : context.place().observe(registry, context.now()).maturation();
    }

    private static CampaignStatusResult status(CampaignStatusRequest request, Maturation maturation, ControlView view) {
        Campaign campaign = view.campaign(request.campaignId()).orElse(null);
        Set<String> scope =
                campaign == null ? null : CampaignScope.stored(campaign).features(maturation.registry());
        Map<LeaseStatus, Integer> counts = view.leaseCounts(request.campaignId());
        int active = counts.entrySet().stream()
                .filter(count -> count.getKey().isOpen())
                .mapToInt(Map.Entry::getValue)
                .sum();
        CampaignCompletion completion =
                CampaignCompletion.of(maturation, tier(request, campaign), limit(request, campaign), scope, active);
        List<BlockedTransition> blocked = view.blockedTransitions(request.campaignId(), "open").stream()
                .filter(blocker -> scope == null || scope.contains(blocker.featureId()))
                .toList();
        Map<String, Integer> named = new TreeMap<>();
        counts.forEach((status, count) -> named.put(status.text(), count));
        return new CampaignStatusResult(
                true,
                request.campaignId(),
                campaign,
                named,
                active,
                blocked.size(),
                summary(completion, blocked.size()),
                completion,
                blocked,
                view.gates().overrides(request.campaignId()));
    }

    private static CampaignStatusResult.Summary summary(CampaignCompletion completion, int blocked) {
        return new CampaignStatusResult.Summary(
                completion.complete(),
                completion.targetTier(),
                completion.featureLimit(),
                completion.featuresConsideredCount(),
                completion.incompleteCount(),
                completion.activeLeaseCount(),
                blocked);
    }

    private static Tier tier(CampaignStatusRequest request, @Nullable Campaign campaign) {
        if (request.targetTier() != null) {
            return request.targetTier();
        }
        return campaign == null ? Tier.T2 : campaign.targetTier();
    }

    private static int limit(CampaignStatusRequest request, @Nullable Campaign campaign) {
        if (request.featureLimit() != null) {
            return request.featureLimit();
        }
        return campaign == null
                ? Limits.FEATURES
                : campaign.metadata().path("feature_limit").asInt(Limits.FEATURES);
    }
}
