package dev.ssot.registry.validation;

import dev.ssot.registry.FeatureSets;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.FeatureRequirements;
import dev.ssot.registry.json.PythonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has to be linked to what, and what features require. */
final class CoverageRules implements RowRule {

    private static final Set<String> IN_BOUND = Set.of("current", "explicit");

    @Override
    public void check(Row row, Snapshot snapshot, Findings findings) {
        switch (row.section()) {
            case FEATURES -> feature(row, snapshot, findings);
            case TESTS -> {
                warnWithout(row, "feature_ids", "features", findings);
                failWithout(row, "claim_ids", "has no linked claims", findings);
                failWithout(row, "evidence_ids", "has no linked evidence rows", findings);
            }
            case CLAIMS -> {
                warnWithout(row, "feature_ids", "features", findings);
                warnWithout(row, "test_ids", "tests", findings);
                warnWithout(row, "evidence_ids", "evidence", findings);
            }
            case RELEASES -> release(row, snapshot, findings);
            default -> {}
        }
    }

    private static void feature(Row feature, Snapshot snapshot, Findings findings) {
        if (feature.hasText("implementation_status", "implemented")) {
            failWithout(feature, "claim_ids", "is implemented but has no linked claims", findings);
            failWithout(feature, "test_ids", "is implemented but has no linked tests", findings);
        }
        if (IN_BOUND.contains(String.valueOf(Row.text(feature.object("plan"), "horizon")))) {
            failWithout(feature, "claim_ids", "is in-bound but has no linked claims", findings);
            failWithout(feature, "test_ids", "is in-bound but has no linked tests", findings);
        }
        for (String failure : new FeatureRequirements(snapshot).failures(feature)) {
            findings.add(failure.contains("cycle detected") ? Finding.Kind.FAILURE : Finding.Kind.WARNING, failure);
        }
    }

    private static void failWithout(Row row, String field, String message, Findings findings) {
        if (!PythonValue.isTruthy(row.json().get(field))) {
            findings.failure("%s %s".formatted(Findings.name(row), message));
        }
    }

    private static void warnWithout(Row row, String field, String linked, Findings findings) {
        if (!PythonValue.isTruthy(row.json().get(field))) {
            findings.warning("%s has no linked %s".formatted(Findings.name(row), linked));
        }
    }

    /** The reference looks at the first boundary alone. */
    private static void release(Row release, Snapshot snapshot, Findings findings) {
        String primary = release.text("boundary_id");
        Set<String> asked = primary == null ? Set.of() : scope(primary, snapshot);
        Set<String> others = new HashSet<>();
        release.texts("boundary_ids").forEach(boundary -> others.addAll(scope(boundary, snapshot)));
        others.removeAll(asked);
        if (asked.isEmpty() && others.isEmpty()) {
            return;
        }
        Set<String> covered = new HashSet<>();
        List<Row> claims = snapshot.findAll(Section.CLAIMS, release.texts("claim_ids"));
        claims.forEach(claim -> covered.addAll(claim.texts("feature_ids")));
        uncovered(release, asked, covered, Finding.Kind.FAILURE, findings);
        uncovered(release, others, covered, Finding.Kind.STRICT, findings);
    }

    private static Set<String> scope(String boundaryId, Snapshot snapshot) {
        return snapshot.find(Section.BOUNDARIES, boundaryId)
                .map(boundary -> FeatureSets.ofBoundary(snapshot, boundary))
                .orElse(Set.of());
    }

    private static void uncovered(
            Row release, Set<String> features, Set<String> covered, Finding.Kind kind, Findings findings) {
        for (String feature : features) {
            if (!covered.contains(feature)) {
                findings.add(
                        kind,
                        "%s has no claim coverage for boundary feature %s".formatted(Findings.name(release), feature));
            }
        }
    }
}
