package dev.ssot.registry.sync;

import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.guard.ClaimCeiling;
import dev.ssot.registry.guard.ClaimLineage;
import java.util.List;
import java.util.Set;

/** How far a feature is implemented: absent, partial or implemented. */
record FeatureStatus(WorkingRows rows, ClaimCeiling ceiling) implements StatusRule {

    private static final Set<String> ABOVE_PROPOSED =
            Set.of("declared", "implemented", "asserted", "evidenced", "certified", "promoted", "published");

    FeatureStatus(WorkingRows rows) {
        this(rows, new ClaimCeiling(rows));
    }

    @Override
    public Judgement judge(Row feature) {
        if ("removed".equals(Row.text(feature.object("lifecycle"), "stage"))) {
            return new Judgement("absent", "removed features must have absent implementation status");
        }
        if (!rows.hasAll(feature, "claim_ids", Section.CLAIMS)
                || !rows.hasAll(feature, "test_ids", Section.TESTS)
                || !rows.hasAll(feature, "requires", Section.FEATURES)) {
            return new Judgement("partial", "feature has missing linked claims, tests, or required features");
        }
        return bySupport(feature);
    }

    private Judgement bySupport(Row feature) {
        List<Row> tests = rows.linked(feature, "test_ids", Section.TESTS);
        List<Row> required = rows.linked(feature, "requires", Section.FEATURES);
        List<Row> active = ceiling.activeClaims(feature);
        List<String> caps = ceiling.failures(feature, true);
        Tier target = Row.tier(feature.object("plan"), "target_claim_tier");
        boolean hasClaims = !feature.texts("claim_ids").isEmpty();
        boolean isProved = !tests.isEmpty()
                && tests.stream().allMatch(test -> test.hasText("status", "passing"))
                && active.stream()
                        .anyMatch(claim ->
                                ClaimCeiling.satisfies(claim, target) && ClaimLineage.isEvidencedOrHigher(claim))
                && required.stream().allMatch(row -> row.hasText("implementation_status", "implemented"));
        if (isProved && caps.isEmpty()) {
            return new Judgement(
                    "implemented",
                    "feature has passing tests, an active required claim satisfies implementation, and implemented"
                            + " requirements");
        }
        if ((!tests.isEmpty() || hasClaims)
                && tests.stream().allMatch(test -> test.hasText("status", "planned"))
                && active.stream().noneMatch(claim -> ABOVE_PROPOSED.contains(String.valueOf(claim.text("status"))))) {
            return new Judgement("absent", "feature has only planned verification support");
        }
        if (!tests.isEmpty() || hasClaims || !required.isEmpty()) {
            return new Judgement(
                    "partial",
                    caps.isEmpty()
                            ? "feature has linked support but does not yet satisfy implementation criteria"
                            : String.join("; ", caps));
        }
        return new Judgement("absent", "feature has no linked implementation support");
    }
}
