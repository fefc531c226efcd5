package dev.ssot.campaign;

import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.guard.ArtifactPresence;
import dev.ssot.registry.guard.TierGate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How far every feature of one snapshot has come, worked out once, and what there is to do next. It holds for the
 * snapshot and for the artifacts as they stood when it was observed.
 */
public final class Maturation {

    /** More scopes than this are worked out anew each time. */
    private static final int REMEMBERED_SCOPES = 64;

    private final Registry registry;
    private final Map<String, Progress> features;
    private final Map<Plan, List<Candidate>> candidates = new ConcurrentHashMap<>();

    private Maturation(Registry registry, Map<String, Progress> features) {
        this.registry = registry;
        this.features = features;
    }

    /** How far a feature has come, and how far its own plan wants it to go. */
    record Progress(Row feature, Tier current, @Nullable Tier planned, boolean inBounds) {

        Tier target(Tier campaignTarget) {
            return planned == null ? campaignTarget : Tier.min(planned, campaignTarget);
        }

        boolean isComplete(Tier campaignTarget) {
            return current.atLeast(target(campaignTarget));
        }
    }

    /** A step that could be taken if nobody held it, nothing blocked it and its roots allowed it. */
    record Candidate(String featureId, Tier fromTier, Tier toTier, Tier targetTier, LeaseRoots roots) {}

    /** What a list of candidates depends on; the scope is null for the whole registry. */
    private record Plan(Tier target, @Nullable Set<String> scope, int limit) {}

    /** Evaluates the gates of every claim once; linear in the size of the registry. */
    public static Maturation observe(Registry registry, ArtifactPresence artifacts) {
        TierGate gate = new TierGate(registry, artifacts);
        Map<String, Progress> features = new LinkedHashMap<>();
        for (Row feature : registry.rows(Section.FEATURES)) {
            features.put(
                    feature.id(),
                    new Progress(
                            feature,
                            verifiedTier(registry, gate, feature),
                            Row.tier(feature.object("plan"), "target_claim_tier"),
                            isInBounds(feature)));
        }
        return new Maturation(registry, features);
    }

    /** The highest tier that a claim of the feature has proved. Retired and blocked claims prove nothing. */
    static Tier verifiedTier(Registry registry, TierGate gate, Row feature) {
        Tier verified = Tier.T0;
        for (Row claim : registry.findAll(Section.CLAIMS, feature.texts("claim_ids"))) {
            if (claim.hasText("status", "retired") || claim.hasText("status", "blocked")) {
                continue;
            }
            var report = gate.evaluate(claim);
            if (report.passed()) {
                verified = Tier.max(verified, report.approvedTier());
            }
        }
        return verified;
    }

    public Registry registry() {
        return registry;
    }

    /** The highest tier that the feature has proved; empty for a feature that the registry does not hold. */
    public Optional<Tier> currentTier(String featureId) {
        return progress(featureId).map(Progress::current);
    }

    Optional<Progress> progress(String featureId) {
        return Optional.ofNullable(features.get(featureId));
    }

    /** The features of the scope that the plan counts, in the order of the file. */
    List<Progress> inBounds(@Nullable Set<String> scope) {
        List<Progress> selected = new ArrayList<>();
        for (Progress progress : features.values()) {
            if (progress.inBounds()
                    && (scope == null || scope.contains(progress.feature().id()))) {
                selected.add(progress);
            }
        }
        return selected;
    }

    /** What could be done next, best first: low tier, few roots, then by id. */
    List<Candidate> candidates(Tier target, @Nullable Set<String> scope, int limit) {
        Plan plan = new Plan(target, scope, limit);
        List<Candidate> known = candidates.get(plan);
        if (known != null) {
            return known;
        }
        List<Candidate> found = work(plan);
        if (candidates.size() < REMEMBERED_SCOPES) {
            candidates.put(plan, found);
        }
        return found;
    }

    private List<Candidate> work(Plan plan) {
        List<Candidate> found = new ArrayList<>();
        int considered = 0;
        for (Progress progress : inBounds(plan.scope())) {
            if (progress.isComplete(plan.target())) {
                continue;
            }
            if (++considered > plan.limit()) {
                break;
            }
            if (dependenciesAreReady(progress)) {
                Tier target = progress.target(plan.target());
                Tier next = progress.current().nextTowards(target).orElseThrow();
                found.add(new Candidate(
                        progress.feature().id(), progress.current(), next, target, LeaseRoots.of(progress.feature())));
            }
        }
        found.sort(Comparator.comparing(Candidate::fromTier)
                .thenComparing(candidate -> candidate.roots().size())
                .thenComparing(Candidate::featureId));
        return List.copyOf(found);
    }

    private boolean dependenciesAreReady(Progress progress) {
        return progress.feature().texts("requires").stream()
                .allMatch(id -> features.get(id) instanceof Progress required
                        && required.current().atLeast(progress.current()));
    }

    private static boolean isInBounds(Row feature) {
        String stage = Row.text(feature.object("lifecycle"), "stage");
        return !"out_of_bounds".equals(Row.text(feature.object("plan"), "horizon"))
                && (stage == null || stage.equals("active"));
    }
}
