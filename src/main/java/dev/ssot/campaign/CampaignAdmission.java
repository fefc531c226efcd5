package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Tier;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Lets a worker into a campaign, or says what in its request contradicts what is recorded. */
final class CampaignAdmission {

    private final ControlTransaction tx;
    private final Registry registry;
    private final ClaimRequest request;
    private final WorkerRegistration worker;
    private final Optional<Campaign> stored;

    CampaignAdmission(ControlTransaction tx, Registry registry, ClaimRequest request) {
        this.tx = tx;
        this.registry = registry;
        this.request = request;
        this.worker = new WorkerRegistration(tx, request.workerId(), request.osUser(), request.claimant());
        this.stored = tx.campaign(request.campaignId());
    }

    /** Why the request cannot be; nothing is written then. */
    Optional<Claiming.Refused> refusal() {
        List<String> unknown = request.scope().unknownIds(registry);
        if (!unknown.isEmpty()) {
            return refused(
                    Claiming.Reason.UNKNOWN_SCOPE,
                    "the scope names ids that the registry does not hold: " + String.join(", ", unknown),
                    "Use ids that registry_entity_list or registry_entity_search returns.");
        }
        return worker.statusRefusal()
                .or(worker::holderRefusal)
                .or(worker::userRefusal)
                .or(() -> stored.flatMap(this::mismatch));
    }

    /** Marks the worker alive and answers its campaign, which it may be the first to join. */
    Campaign admit() {
        worker.register();
        return stored.orElseGet(this::newCampaign);
    }

    private Optional<Claiming.Refused> mismatch(Campaign campaign) {
        Tier wanted = request.targetTier();
        if (wanted != null && wanted != campaign.targetTier()) {
            return refused(
                    Claiming.Reason.CAMPAIGN_MISMATCH,
                    "campaign %s has target_tier %s, not %s"
                            .formatted(campaign.campaignId(), campaign.targetTier(), wanted),
                    "Leave target_tier out to join the campaign, or use another campaign_id.");
        }
        CampaignScope scope = CampaignScope.stored(campaign);
        if (!request.scope().isWholeRegistry() && !request.scope().isSameAs(scope)) {
            return refused(
                    Claiming.Reason.CAMPAIGN_MISMATCH,
                    "campaign %s has another scope".formatted(campaign.campaignId()),
                    "Leave the scope out to join the campaign, or use another campaign_id.");
        }
        return Optional.empty();
    }

    private static Optional<Claiming.Refused> refused(Claiming.Reason reason, String message, String next) {
        return Optional.of(new Claiming.Refused(reason, message, next));
    }

    private Campaign newCampaign() {
        ObjectNode metadata = Json.object();
        request.scope().writeTo(metadata);
        metadata.put("feature_limit", request.featureLimit());
        Tier target = Objects.requireNonNullElse(request.targetTier(), Tier.T2);
        Campaign campaign = new Campaign(request.campaignId(), target, Campaign.ACTIVE, tx.now(), null, metadata);
        tx.insertCampaign(campaign);
        return campaign;
    }
}
