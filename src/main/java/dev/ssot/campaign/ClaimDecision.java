package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.registry.VerificationLevel;
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
    private final ClaimTries earlier;

    private List<Lease> openLeases = List.of();
    private final List<BlockedTransition> blockedInCall;
    private final Map<String, Lease> holders = new LinkedHashMap<>();

    /**
     * @param fresh whether the maturation was observed just now; otherwise it only serves to grant, never to say no
     * @param earlier what decisions of the same call have led to before
     */
    public ClaimDecision(
            ControlTransaction tx,
            Maturation maturation,
            boolean fresh,
            Worktree worktree,
            Supplier<String> leaseIds,
            ClaimRequest request,
            ClaimTries earlier) {
        this.tx = tx;
        this.maturation = maturation;
        this.fresh = fresh;
        this.worktree = worktree;
        this.leaseIds = leaseIds;
        this.request = request;
        this.earlier = earlier;
        this.blockedInCall = new ArrayList<>(earlier.blocked());
    }

    public Claiming decide() {
        CampaignAdmission admission = new CampaignAdmission(tx, maturation.registry(), request);
        Optional<Claiming.Refused> refused = admission.refusal();
        if (refused.isPresent()) {
            return refused.get();
        }
        LeaseDecisions.expireDue(tx);
        openLeases = tx.openLeases();
        Campaign campaign = admission.admit();
        earlier.unannounced()
                .forEach(scaffold -> tx.emit(new NewEvent(
                        Kind.REGISTRY_SCAFFOLDED,
                        campaign.campaignId(),
                        request.workerId(),
                        null,
                        Action.REFRESH_CONTEXT,
                        scaffold)));
        Set<String> scope = CampaignScope.stored(campaign).features(maturation.registry());
        return choose(campaign, scope);
    }

    private Claiming choose(Campaign campaign, @Nullable Set<String> scope) {
        if (campaign.isComplete()) {
            return new Claiming.CampaignComplete(completion(campaign, scope));
        }
        Set<ClaimTries.Step> blocked = openBlockers(campaign, scope);
        List<Maturation.Candidate> stuck = new ArrayList<>();
        SliceScreening screening = new SliceScreening(maturation, worktree, openLeases);
        for (Maturation.Candidate candidate :
                maturation.candidates(campaign.targetTier(), scope, request.featureLimit())) {
            if (blocked.contains(step(candidate))) {
                stuck.add(candidate);
                continue;
            }
            switch (screening.screen(candidate)) {
                case SliceScreening.Free(Slice slice) -> {
                    return grant(campaign, slice);
                }
                case SliceScreening.Taken(Lease holder) -> holders.putIfAbsent(candidate.featureId(), holder);
                case SliceScreening.NotActionable(Actionability finding) -> {
                    if (!fresh) {
                        return new Claiming.Outdated();
                    }
                    if (mayScaffold(candidate, finding)) {
                        if (earlier.spent() >= limit()) {
                            continue;
                        }
                        return new Claiming.Unwired(step(candidate), blockedInCall);
                    }
                    block(campaign, candidate, finding);
                    if (blockedInCall.size() >= limit()) {
                        return nothing(campaign, scope);
                    }
                }
                case SliceScreening.Outdated() -> {
                    return new Claiming.Outdated();
                }
            }
        }
        if (!fresh) {
            return new Claiming.Outdated();
        }
        return repairable(stuck, screening).orElseGet(() -> nothing(campaign, scope));
    }

    /** Nothing else is left, so it is time for the steps that earlier calls, perhaps without scaffolding, left blocked. */
    private Optional<Claiming> repairable(List<Maturation.Candidate> stuck, SliceScreening screening) {
        return stuck.stream()
                .filter(_ -> earlier.spent() < limit())
                .filter(candidate -> screening.screen(candidate) instanceof SliceScreening.NotActionable(var finding)
                        && mayScaffold(candidate, finding))
                .findFirst()
                .map(candidate -> new Claiming.Unwired(step(candidate), blockedInCall));
    }

    /** What was tried for this call and is not actionable even so is blocked like everything else. */
    private boolean mayScaffold(Maturation.Candidate candidate, Actionability finding) {
        return request.autoScaffold()
                && finding.isMissingWiring()
                && !earlier.steps().contains(step(candidate));
    }

    private int limit() {
        return Math.max(1, request.maxBlockers());
    }

    private static ClaimTries.Step step(Maturation.Candidate candidate) {
        return new ClaimTries.Step(candidate.featureId(), candidate.fromTier(), candidate.toTier());
    }

    private Claiming.Granted grant(Campaign campaign, Slice slice) {
        ObjectNode predecessor = Predecessor.of(tx, slice.featureId());
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
                predecessor,
                slice.pathRoots().stream().sorted().toList());
        tx.insertLease(lease);
        boolean baseline = announceBaseline(lease);
        ObjectNode payload = Json.object()
                .put("feature_id", slice.featureId())
                .put("transition", slice.fromTier() + "->" + slice.toTier());
        slice.pathRoots().forEach(payload.putArray("path_roots")::add);
        tx.emit(NewEvent.of(Kind.MATURATION_LEASE_ACQUIRED, lease, Action.NONE, payload));
        return new Claiming.Granted(lease, baseline);
    }

    /** A level that was once asked for holds until an operator lowers it: who works here may edit the configuration. */
    private boolean announceBaseline(Lease lease) {
        VerificationLevel floor = tx.gates().floor();
        VerificationLevel level = request.level().stricter(floor);
        if (level != floor) {
            tx.gates().setFloor(level, null, null);
        }
        if (level.needsProof()) {
            tx.gates().announce(lease.leaseId(), level, lease.pathRoots());
        }
        return level.needsProof();
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
    private Set<ClaimTries.Step> openBlockers(Campaign campaign, @Nullable Set<String> scope) {
        Set<ClaimTries.Step> open = new HashSet<>();
        for (BlockedTransition blocker : inScope(tx.blockedTransitions(campaign.campaignId(), "open"), scope)) {
            if (BlockerReview.isSatisfied(maturation, worktree, blocker)) {
                tx.resolve(blocker, "registry_state_now_satisfies_transition");
            } else {
                open.add(new ClaimTries.Step(blocker.featureId(), blocker.fromTier(), blocker.toTier()));
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
}
