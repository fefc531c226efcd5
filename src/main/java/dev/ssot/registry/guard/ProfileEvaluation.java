package dev.ssot.registry.guard;

import dev.ssot.registry.Descent;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Whether a profile holds: every feature that it stands for is implemented and backed by claims that close. */
public final class ProfileEvaluation {

    private final Rows rows;
    private final FeatureRequirements requirements;
    private final ClaimClosure closure;
    private final ClaimCeiling ceiling;

    public ProfileEvaluation(Rows rows) {
        this.rows = rows;
        this.requirements = new FeatureRequirements(rows);
        this.closure = new ClaimClosure(rows);
        this.ceiling = new ClaimCeiling(rows);
    }

    /** What was found about one profile; the failures are sorted. */
    public record Result(
            String profileId,
            boolean passed,
            List<String> resolvedFeatureIds,
            List<FeatureResult> featureResults,
            List<String> failures,
            Map<String, Boolean> checks) {}

    /** What was found about one of its features. */
    public record FeatureResult(
            String featureId,
            boolean passed,
            @Nullable Tier requiredTier,
            List<String> satisfyingClaimIds,
            List<String> checkedClaimIds,
            List<String> failures,
            Map<String, Boolean> checks) {}

    public Result evaluate(Row profile) {
        Set<String> failures = new TreeSet<>();
        Set<String> features = new LinkedHashSet<>();
        Descent.from(profile.id(), new NestedProfiles(rows, features, failures));
        List<FeatureResult> results = rows.findAll(Section.FEATURES, features).stream()
                .map(feature -> evaluate(feature, requiredTier(feature, profile)))
                .toList();
        results.forEach(result -> failures.addAll(result.failures()));
        if (features.isEmpty()) {
            failures.add("Profile %s resolved to zero features".formatted(profile.id()));
        }
        Map<String, Boolean> checks = new LinkedHashMap<>();
        checks.put("has_features", !features.isEmpty());
        checks.put(
                "all_features_passing", !results.isEmpty() && results.stream().allMatch(FeatureResult::passed));
        return new Result(
                profile.id(), failures.isEmpty(), List.copyOf(features), results, List.copyOf(failures), checks);
    }

    /** The feature's target, else the profile's tier; the higher of the two when the feature may not go below it. */
    private static @Nullable Tier requiredTier(Row feature, Row profile) {
        Tier target = Row.tier(feature.object("plan"), "target_claim_tier");
        Tier least = Row.tier(profile.json(), "claim_tier");
        if (target == null || least == null) {
            return target == null ? least : target;
        }
        boolean mayGoBelow =
                profile.object("evaluation").path("allow_feature_override_tier").asBoolean(true);
        return mayGoBelow ? target : Tier.max(target, least);
    }

    private FeatureResult evaluate(Row feature, @Nullable Tier required) {
        Checks checks = new Checks();
        checks.check(
                "implemented",
                feature.hasText("implementation_status", "implemented"),
                "Feature %s is not implemented".formatted(feature.id()));
        List<String> unmet = requirements.failures(feature);
        checks.note("required_features_passing", unmet.isEmpty());
        checks.failAll(unmet);
        List<String> checked = new ArrayList<>();
        List<String> satisfying = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (Row claim : ceiling.activeClaims(feature)) {
            checked.add(claim.id());
            if (!closure.failures(claim).isEmpty()) {
                open.add(claim.id());
            } else if (ClaimCeiling.satisfies(claim, required)) {
                satisfying.add(claim.id());
            }
        }
        boolean met = checks.check(
                "claim_target_met",
                !satisfying.isEmpty() && open.isEmpty(),
                required == null
                        ? "Feature %s has no effective required claim tier".formatted(feature.id())
                        : "Feature %s does not have an active evidenced claim satisfying tier %s"
                                .formatted(feature.id(), required));
        if (!met) {
            open.forEach(claim -> checks.fail("Claim %s does not pass claim guard".formatted(claim)));
            String subject = "features.%s ".formatted(feature.id());
            ceiling.failures(feature, false).forEach(failure -> checks.fail(failure.substring(subject.length())));
        }
        return new FeatureResult(
                feature.id(),
                checks.passed(),
                required,
                satisfying.stream().sorted().toList(),
                checked.stream().sorted().toList(),
                checks.sortedFailures(),
                checks.results());
    }
}
