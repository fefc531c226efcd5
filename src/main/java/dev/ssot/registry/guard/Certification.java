package dev.ssot.registry.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.FeatureSets;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether a release may be certified: its boundaries, claims, evidence, and nothing open that blocks it. */
final class Certification {

    private static final Set<String> CERTIFIABLE = Set.of("draft", "candidate");
    private static final Set<String> IN_PLAN = Set.of("current", "explicit");
    private static final Set<String> OPEN_ISSUE = Set.of("open", "in_progress", "blocked");

    private final Rows registry;
    private final JsonNode policy;

    Certification(Rows registry) {
        this.registry = registry;
        this.policy = registry.guardPolicy("certification");
    }

    /** Sorted sentences; none when the release may be certified. */
    List<String> failures(String releaseId) {
        Row release = registry.find(Section.RELEASES, releaseId).orElse(null);
        if (release == null) {
            return List.of("Missing release " + releaseId);
        }
        List<String> boundaryIds = boundaryIds(release);
        List<Row> boundaries = registry.findAll(Section.BOUNDARIES, boundaryIds);
        if (boundaries.size() < boundaryIds.size()) {
            return boundaryIds.stream()
                    .filter(id -> registry.find(Section.BOUNDARIES, id).isEmpty())
                    .map(id -> "Release %s references missing boundary %s".formatted(releaseId, id))
                    .toList();
        }
        Set<String> scope = new TreeSet<>();
        boundaries.forEach(boundary -> scope.addAll(FeatureSets.ofBoundary(registry, boundary)));
        List<Row> claims = registry.findAll(Section.CLAIMS, release.texts("claim_ids"));

        Checks checks = new Checks();
        status(release, boundaries, checks);
        features(release, registry.findAll(Section.FEATURES, scope), claims, checks);
        ClaimClosure closure = new ClaimClosure(registry);
        claims.forEach(claim -> checks.failAll(closure.failures(claim)));
        evidence(release, claims, checks);
        blockers(scope, checks);
        return checks.sortedFailures();
    }

    static List<String> boundaryIds(Row release) {
        List<String> ids = release.texts("boundary_ids").stream().distinct().toList();
        String single = release.text("boundary_id");
        return !ids.isEmpty() || single == null ? ids : List.of(single);
    }

    private void status(Row release, List<Row> boundaries, Checks checks) {
        String status = String.valueOf(release.text("status"));
        if (requires("require_release_status_draft_or_candidate") && !CERTIFIABLE.contains(status)) {
            checks.fail("Release %s must be draft or candidate before certification; current status is %s"
                    .formatted(release.id(), status));
        }
        if (requires("require_frozen_boundary")) {
            boundaries.stream()
                    .filter(boundary -> !boundary.flag("frozen"))
                    .forEach(boundary -> checks.fail("Boundary %s is not frozen".formatted(boundary.id())));
        }
    }

    private void features(Row release, List<Row> features, List<Row> claims, Checks checks) {
        for (Row feature : features) {
            JsonNode plan = feature.object("plan");
            if (requires("require_boundary_features_current_or_explicit")
                    && !IN_PLAN.contains(String.valueOf(Row.text(plan, "horizon")))) {
                checks.fail("Release %s contains boundary feature %s that is not current or explicit"
                        .formatted(release.id(), feature.id()));
            }
            List<Row> covering = claims.stream()
                    .filter(claim -> claim.texts("feature_ids").contains(feature.id()))
                    .toList();
            if (covering.isEmpty()) {
                if (requires("require_release_claim_coverage_for_boundary_features")) {
                    checks.fail("Release %s has no claim coverage for boundary feature %s"
                            .formatted(release.id(), feature.id()));
                }
            } else if (requires("require_feature_target_tiers_met")
                    && Row.tier(plan, "target_claim_tier") instanceof Tier target
                    && covering.stream()
                            .noneMatch(claim -> claim.tier() instanceof Tier tier && tier.atLeast(target))) {
                checks.fail("Feature %s targets %s, but release %s has no covering claim at or above that tier"
                        .formatted(feature.id(), target, release.id()));
            }
        }
    }

    private void evidence(Row release, List<Row> claims, Checks checks) {
        Set<String> ids = new TreeSet<>(release.texts("evidence_ids"));
        claims.forEach(claim -> ids.addAll(claim.texts("evidence_ids")));
        for (String id : ids) {
            Row evidence = registry.find(Section.EVIDENCE, id).orElse(null);
            if (evidence == null) {
                checks.fail("Release %s references missing evidence %s".formatted(release.id(), id));
                continue;
            }
            if (!evidence.hasText("status", "passed")) {
                checks.fail("Evidence %s status is %s, expected passed".formatted(id, evidence.text("status")));
            }
            List<Row> tests = registry.findAll(Section.TESTS, evidence.texts("test_ids"));
            if (!tests.stream().allMatch(test -> test.hasText("status", "passing"))) {
                checks.fail("Evidence %s has non-passing linked tests".formatted(id));
            }
        }
    }

    private void blockers(Set<String> scope, Checks checks) {
        if (requires("forbid_open_release_blocking_issues")) {
            blocking(Section.ISSUES, OPEN_ISSUE, scope)
                    .forEach(id -> checks.fail("Release-blocking issue remains open for boundary scope: " + id));
        }
        if (requires("forbid_active_release_blocking_risks")) {
            blocking(Section.RISKS, Set.of("active"), scope)
                    .forEach(id -> checks.fail("Release-blocking risk remains active for boundary scope: " + id));
        }
    }

    private List<String> blocking(Section section, Set<String> statuses, Set<String> scope) {
        List<String> ids = new ArrayList<>();
        for (Row row : registry.rows(section)) {
            if (row.flag("release_blocking")
                    && statuses.contains(String.valueOf(row.text("status")))
                    && !Collections.disjoint(row.texts("feature_ids"), scope)) {
                ids.add(row.id());
            }
        }
        return ids;
    }

    private boolean requires(String name) {
        return policy.path(name).asBoolean(true);
    }
}
