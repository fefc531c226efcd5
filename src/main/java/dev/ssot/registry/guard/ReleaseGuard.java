package dev.ssot.registry.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Whether a release may take a step: its status, its boundaries, claims and evidence, and nothing open that blocks it.
 * Promotion and publication ask again for all that certification asked for.
 */
public final class ReleaseGuard {

    private static final Set<String> IN_PLAN = Set.of("current", "explicit");

    private final Rows rows;
    private final ReleaseStep step;
    private final JsonNode policy;

    public ReleaseGuard(Rows rows, ReleaseStep step) {
        this.rows = rows;
        this.step = step;
        this.policy = rows.guardPolicy("certification");
    }

    /** Sorted sentences; none when the release may take the step. */
    List<String> failures(String releaseId) {
        return judge(releaseId, false).failures();
    }

    /** The failures with all that was looked at, the profiles of the boundaries included. */
    public CertificationReport report(String releaseId) {
        return judge(releaseId, true);
    }

    private CertificationReport judge(String releaseId, boolean withProfiles) {
        Row release = rows.find(Section.RELEASES, releaseId).orElse(null);
        if (release == null) {
            return CertificationReport.withoutScope(releaseId, List.of("Missing release " + releaseId));
        }
        ReleaseScope scope = ReleaseScope.of(rows, release);
        Checks checks = new Checks();
        scope.missingBoundaries()
                .forEach(id -> checks.fail("Release %s references missing boundary %s".formatted(releaseId, id)));
        boolean complete = checks.passed();
        if (complete || step != ReleaseStep.CERTIFICATION) {
            status(release, checks);
        }
        if (!complete) {
            return CertificationReport.withoutScope(releaseId, checks.sortedFailures());
        }
        frozen(scope, checks);
        features(scope, checks);
        ClaimClosure closure = new ClaimClosure(rows);
        List<ClaimReport> claims =
                scope.claims().stream().map(closure::evaluate).toList();
        claims.forEach(report -> checks.failAll(report.failures()));
        List<EvidenceReport> evidence = evidence(scope, checks);
        blockers(scope, checks);
        return CertificationReport.of(
                scope, checks.sortedFailures(), claims, evidence, withProfiles ? scope.evaluateProfiles() : null);
    }

    private void status(Row release, Checks checks) {
        String status = String.valueOf(release.text("status"));
        boolean asked = rows.guardPolicy(step.noun()).path(step.statusRule()).asBoolean(true);
        if (asked && !step.startsAt(status)) {
            checks.fail(step.refusal(release.id(), status));
        }
    }

    private void frozen(ReleaseScope scope, Checks checks) {
        if (requires("require_frozen_boundary")) {
            scope.boundaries().stream()
                    .filter(boundary -> !boundary.flag("frozen"))
                    .forEach(boundary -> checks.fail("Boundary %s is not frozen".formatted(boundary.id())));
        }
    }

    private void features(ReleaseScope scope, Checks checks) {
        String releaseId = scope.release().id();
        for (Row feature : scope.features()) {
            JsonNode plan = feature.object("plan");
            if (requires("require_boundary_features_current_or_explicit")
                    && !IN_PLAN.contains(String.valueOf(Row.text(plan, "horizon")))) {
                checks.fail("Release %s contains boundary feature %s that is not current or explicit"
                        .formatted(releaseId, feature.id()));
            }
            List<Row> covering = scope.claims().stream()
                    .filter(claim -> claim.texts("feature_ids").contains(feature.id()))
                    .toList();
            if (covering.isEmpty()) {
                if (requires("require_release_claim_coverage_for_boundary_features")) {
                    checks.fail("Release %s has no claim coverage for boundary feature %s"
                            .formatted(releaseId, feature.id()));
                }
            } else if (requires("require_feature_target_tiers_met")
                    && Row.tier(plan, "target_claim_tier") instanceof Tier target
                    && covering.stream()
                            .noneMatch(claim -> claim.tier() instanceof Tier tier && tier.atLeast(target))) {
                checks.fail("Feature %s targets %s, but release %s has no covering claim at or above that tier"
                        .formatted(feature.id(), target, releaseId));
            }
        }
    }

    private List<EvidenceReport> evidence(ReleaseScope scope, Checks checks) {
        List<EvidenceReport> reports = new ArrayList<>();
        for (String id : scope.evidenceIds()) {
            Row evidence = rows.find(Section.EVIDENCE, id).orElse(null);
            if (evidence == null) {
                checks.fail("Release %s references missing evidence %s"
                        .formatted(scope.release().id(), id));
                continue;
            }
            EvidenceReport report = new EvidenceReport(id, evidenceFailures(evidence));
            checks.failAll(report.failures());
            reports.add(report);
        }
        return reports;
    }

    private List<String> evidenceFailures(Row evidence) {
        List<String> failures = new ArrayList<>();
        if (!evidence.hasText("status", "passed")) {
            failures.add("Evidence %s status is %s, expected passed".formatted(evidence.id(), evidence.text("status")));
        }
        List<Row> tests = rows.findAll(Section.TESTS, evidence.texts("test_ids"));
        if (!tests.stream().allMatch(test -> test.hasText("status", "passing"))) {
            failures.add("Evidence %s has non-passing linked tests".formatted(evidence.id()));
        }
        return failures;
    }

    private void blockers(ReleaseScope scope, Checks checks) {
        if (requires("forbid_open_release_blocking_issues")) {
            blocking(Section.ISSUES, Vocabulary.OPEN_ISSUE_STATUSES, scope)
                    .forEach(id -> checks.fail("Release-blocking issue remains open for boundary scope: " + id));
        }
        if (requires("forbid_active_release_blocking_risks")) {
            blocking(Section.RISKS, Set.of("active"), scope)
                    .forEach(id -> checks.fail("Release-blocking risk remains active for boundary scope: " + id));
        }
    }

    private List<String> blocking(Section section, Set<String> statuses, ReleaseScope scope) {
        return rows.rows(section).stream()
                .filter(row -> row.flag("release_blocking"))
                .filter(row -> statuses.contains(String.valueOf(row.text("status"))))
                .filter(row -> !Collections.disjoint(row.texts("feature_ids"), scope.featureIds()))
                .map(Row::id)
                .toList();
    }

    private boolean requires(String name) {
        return policy.path(name).asBoolean(true);
    }
}
