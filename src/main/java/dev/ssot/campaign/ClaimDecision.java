package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.registry.Tier;
import dev.ssot.registry.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a slice and grants it, in one transaction: expiry, blockers, overlap, lease, token and event are true
 * together. A first choice that is taken leads to the next one, so as many workers as there are free slices all get
 * one.
 */
public final class ClaimDecision {

    /** The longest that a worker without work is told to wait; events may wake it sooner. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final ControlTransaction tx;
    private final Maturation maturation;
    private final boolean fresh;
    private final Worktree worktree;
    private final Supplier<String> leaseIds;
    private final ClaimRequest request;

    private List<Lease> openLeases = List.of();
    private final List<BlockedTransition> blockedInCall = new ArrayList<>();
    private final Map<String, Lease> holders = new LinkedHashMap<>();

    /** @param fresh whether the maturation was observed just now; otherwise it only serves to grant, never to say no */
    public ClaimDecision(
            ControlTransaction tx,
            Maturation maturation,
            boolean fresh,
            Worktree worktree,
            Supplier<String> leaseIds,
            ClaimRequest request) {
        this.tx = tx;
        this.maturation = maturation;
        this.fresh = fresh;
        this.worktree = worktree;
        this.leaseIds = leaseIds;
        this.request = request;
    }

    public Claiming decide() {
        CampaignAdmission admission = new CampaignAdmission(tx, maturation.registry(), request);
        Optional<Claiming.Refused> refused = admission.refusal();
        if (refused.isPresent()) {
            return refused.get();
        }
        openLeases = LeaseDecisions.expireDue(tx);
        Campaign campaign = admission.admit();
        Set<String> scope = CampaignScope.stored(campaign).features(maturation.registry());
        return choose(campaign, scope);
    }

    private Claiming choose(Campaign campaign, @Nullable Set<String> scope) {
        if (campaign.isComplete()) {
            return new Claiming.CampaignComplete(completion(campaign, scope));
        }
        Set<String> blocked = openBlockers(campaign, scope);
        SliceScreening screening = new SliceScreening(maturation, worktree, openLeases);
        int limit = Math.max(1, request.maxBlockers());
        for (Maturation.Candidate candidate :
                maturation.candidates(campaign.targetTier(), scope, request.featureLimit())) {
            if (blocked.contains(transition(candidate.featureId(), candidate.fromTier(), candidate.toTier()))) {
                continue;
            }
            switch (screening.screen(candidate)) {
                case SliceScreening.Free(Slice slice) -> {
                    return new Claiming.Granted(grant(campaign, slice));
                }
                case SliceScreening.Taken(Lease holder) -> holders.putIfAbsent(candidate.featureId(), holder);
                case SliceScreening.NotActionable(Actionability finding) -> {
                    if (!fresh) {
                        return new Claiming.Outdated();
                    }
                    block(campaign, candidate, finding);
                    if (blockedInCall.size() >= limit) {
                        return nothing(campaign, scope);
                    }
                }
                case SliceScreening.Outdated() -> {
                    return new Claiming.Outdated();
                }
            }
        }
        return fresh ? nothing(campaign, scope) : new Claiming.Outdated();
    }

    private Lease grant(Campaign campaign, Slice slice) {
        Lease lease = new Lease(
                leaseIds.get(),
                campaign.campaignId(),
                request.workerId(),
                slice.featureId(),
                slice.fromTier(),
                slice.toTier(),
                LeaseStatus.ACTIVE,
                tx.nextFencingToken(),
                maturation.registry().contentHash(),
                request.gitHead(),
                tx.now(),
                tx.now(),
                LeaseDecisions.deadline(tx.now(), request.ttl()),
                null,
                Json.object(),
                slice.pathRoots().stream().sorted().toList());
        tx.insertLease(lease);
        ObjectNode payload = Json.object()
                .put("feature_id", slice.featureId())
                .put("transition", slice.fromTier() + "->" + slice.toTier());
        slice.pathRoots().forEach(payload.putArray("path_roots")::add);
        tx.emit(NewEvent.of(Kind.MATURATION_LEASE_ACQUIRED, lease, Action.NONE, payload));
        return lease;
    }

    private void block(Campaign campaign, Maturation.Candidate candidate, Actionability finding) {
        BlockedTransition blocked = tx.block(
                campaign.campaignId(),
                candidate.featureId(),
                candidate.fromTier(),
                candidate.toTier(),
                finding.reason(),
                finding.failures());
        blockedInCall.add(blocked);
        ObjectNode payload = Json.object();
        payload.set(
                "selected",
                Json.tree(new Slice(
                        candidate.featureId(),
                        candidate.fromTier(),
                        candidate.toTier(),
                        candidate.targetTier(),
                        finding.leaseRoots())));
        payload.set("actionability", Json.tree(finding));
        payload.set("blocked_transition", Json.tree(blocked));
        tx.emit(new NewEvent(
                Kind.MATURATION_TRANSITION_BLOCKED,
                campaign.campaignId(),
                request.workerId(),
                null,
                Action.OPERATOR_REPAIR_REQUIRED,
                payload));
    }

    private Claiming nothing(Campaign campaign, @Nullable Set<String> scope) {
        CampaignCompletion completion = completion(campaign, scope);
        List<BlockedTransition> open = inScope(tx.blockedTransitions(campaign.campaignId(), "open"), scope);
        if (!open.isEmpty()) {
            return new Claiming.Blocked(completion, open, blockedInCall);
        }
        if (completion.complete()) {
            tx.completeCampaign(campaign.campaignId(), tx.now());
            tx.emit(new NewEvent(
                    Kind.CAMPAIGN_COMPLETE, campaign.campaignId(), null, null, Action.NONE, Json.object()));
            return new Claiming.CampaignComplete(completion);
        }
        List<Claiming.Holder> shown = holders.entrySet().stream()
                .limit(CampaignCompletion.SHOWN)
                .map(held -> new Claiming.Holder(
                        held.getKey(),
                        held.getValue().workerId(),
                        held.getValue().expiresAt()))
                .toList();
        return new Claiming.NoWork(completion, shown, retryAfter());
    }

    private long retryAfter() {
        return holders.values().stream()
                .map(holder -> Duration.between(tx.now(), holder.expiresAt()).toSeconds())
                .min(Long::compare)
                .map(seconds -> Math.clamp(seconds, 1, LONGEST_WAIT.toSeconds()))
                .orElse(LONGEST_WAIT.toSeconds());
    }

    private CampaignCompletion completion(Campaign campaign, @Nullable Set<String> scope) {
        int active = (int) openLeases.stream()
                .filter(lease -> lease.campaignId().equals(campaign.campaignId()))
                .count();
        return CampaignCompletion.of(maturation, campaign.targetTier(), request.featureLimit(), scope, active);
    }

    /** Resolves the blockers that the registry has outgrown; answers the transitions that stay blocked. */
    private Set<String> openBlockers(Campaign campaign, @Nullable Set<String> scope) {
        Set<String> open = new HashSet<>();
        for (BlockedTransition blocker : inScope(tx.blockedTransitions(campaign.campaignId(), "open"), scope)) {
            if (BlockerReview.isSatisfied(maturation, worktree, blocker)) {
                tx.resolve(blocker, "registry_state_now_satisfies_transition");
            } else {
                open.add(transition(blocker.featureId(), blocker.fromTier(), blocker.toTier()));
            }
        }
        return open;
    }

    private static List<BlockedTransition> inScope(List<BlockedTransition> blockers, @Nullable Set<String> scope) {
        return scope == null
                ? blockers
                : blockers.stream()
                        .filter(blocker -> scope.contains(blocker.featureId()))
                        .toList();
    }

    private static String transition(String featureId, Tier from, Tier to) {
        return featureId + " " + from + to;
    }
}
