package dev.ssot.registry.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import java.util.List;

/** Whether everything that a claim rests on is done: features, tests, evidence, tiers, requirements. */
public final class ClaimClosure {

    private final Rows rows;
    private final JsonNode policy;
    private final FeatureRequirements requirements;

    public ClaimClosure(Rows rows) {
        this.rows = rows;
        this.policy = rows.guardPolicy("claim_closure");
        this.requirements = new FeatureRequirements(rows);
    }

    /** Sentences in the order of the checks; none when the claim may be closed. */
    public List<String> failures(Row claim) {
        Checks checks = new Checks();
        String subject = "Claim %s ".formatted(claim.id());
        List<Row> features = rows.findAll(Section.FEATURES, claim.texts("feature_ids"));
        if (requires("require_implemented_features")) {
            checks.check(
                    "implemented_features",
                    all(features, "implementation_status", "implemented"),
                    subject + "requires implemented linked features");
        }
        if (requires("require_linked_tests_passing")) {
            List<Row> tests = rows.findAll(Section.TESTS, claim.texts("test_ids"));
            checks.check(
                    "tests_passing",
                    all(tests, "status", "passing"),
                    subject + "requires all linked tests to be passing");
        }
        evidence(claim, subject, checks);
        for (Row feature : features) {
            targetAlignment(claim, feature, checks);
            requirements
                    .failures(feature)
                    .forEach(failure -> checks.fail(subject + "linked feature requirement failure: " + failure));
        }
        return checks.failures();
    }

    private void evidence(Row claim, String subject, Checks checks) {
        List<Row> evidence = rows.findAll(Section.EVIDENCE, claim.texts("evidence_ids"));
        if (requires("require_linked_evidence_passing")) {
            checks.check(
                    "evidence_passing",
                    all(evidence, "status", "passed"),
                    subject + "requires all linked evidence rows to be passed");
        }
        if (requires("forbid_failed_or_stale_evidence")) {
            checks.check(
                    "no_failed_or_stale_evidence",
                    evidence.stream()
                            .noneMatch(row -> row.hasText("status", "failed") || row.hasText("status", "stale")),
                    subject + "has linked evidence rows in failed or stale status");
        }
        if (requires("require_claim_evidence_tier_alignment") && claim.tier() instanceof Tier tier) {
            boolean aligned = evidence.stream()
                    .anyMatch(row -> row.hasText("status", "passed")
                            && row.tier() instanceof Tier reached
                            && reached.atLeast(tier));
            checks.check(
                    "evidence_tier_alignment",
                    aligned,
                    subject + "requires passed linked evidence at or above claim tier " + tier);
        }
    }

    private void targetAlignment(Row claim, Row feature, Checks checks) {
        Tier target = Row.tier(feature.object("plan"), "target_claim_tier");
        Tier tier = claim.tier();
        if (target == null || tier == null || tier.atLeast(target) || hasSuccessor(claim, feature, target)) {
            return;
        }
        checks.fail("Claim %s tier %s is below feature target tier %s on %s"
                .formatted(claim.id(), tier, target, feature.id()));
    }

    /** A claim of the feature at the target tier, backed by evidence, that depends on this one through others. */
    private boolean hasSuccessor(Row claim, Row feature, Tier target) {
        return rows.findAll(Section.CLAIMS, feature.texts("claim_ids")).stream()
                .filter(ClaimLineage::isEvidencedOrHigher)
                .filter(other -> other.tier() instanceof Tier tier && tier.atLeast(target))
                .anyMatch(other -> new ClaimLineage(rows).dependsOn(other, claim.id()));
    }

    private boolean requires(String name) {
        return policy.path(name).asBoolean(true);
    }

    private static boolean all(List<Row> rows, String field, String value) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.hasText(field, value));
    }
}
