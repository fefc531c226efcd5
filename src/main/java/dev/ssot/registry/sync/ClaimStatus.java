package dev.ssot.registry.sync;

import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.guard.ClaimClosure;
import dev.ssot.registry.guard.GateReport;
import dev.ssot.registry.guard.TierGate;
import java.util.List;
import java.util.Set;

/**
 * The status of a claim, from blocked to certified; promoted and published are kept while the claim holds.
 *
 * @param gate good for as long as no claim gets another status
 */
record ClaimStatus(WorkingRows rows, Proof proof, TierGate gate, ClaimClosure closure) implements StatusRule {

    private static final Set<String> RELEASED = Set.of("promoted", "published");

    ClaimStatus(WorkingRows rows, Proof proof) {
        this(rows, proof, new TierGate(rows, proof.files()), new ClaimClosure(rows));
    }

    @Override
    public Judgement judge(Row claim) {
        Judgement support = support(claim);
        if (!closure.failures(claim).isEmpty()) {
            return support;
        }
        GateReport report = support.gate();
        if (report != null && !report.passed()) {
            return new Judgement("asserted", "claim closure passes but tier gate failed: " + failures(report), report);
        }
        if (report == null && proof.isRequired()) {
            return support;
        }
        String status = String.valueOf(claim.text("status"));
        return new Judgement(
                RELEASED.contains(status) ? status : "certified",
                "claim support passes closure guards and tier gate passes",
                report);
    }

    private Judgement support(Row claim) {
        if (claim.hasText("status", "retired")) {
            return new Judgement("retired", "terminal claim status is preserved");
        }
        if (!rows.hasAll(claim, "feature_ids", Section.FEATURES)
                || !rows.hasAll(claim, "test_ids", Section.TESTS)
                || !rows.hasAll(claim, "evidence_ids", Section.EVIDENCE)) {
            return new Judgement("blocked", "claim has missing linked features, tests, or evidence");
        }
        List<Row> tests = rows.linked(claim, "test_ids", Section.TESTS);
        List<Row> evidence = rows.linked(claim, "evidence_ids", Section.EVIDENCE);
        if (evidence.stream().anyMatch(row -> row.hasText("status", "failed") || row.hasText("status", "stale"))) {
            return new Judgement("blocked", "claim has failed or stale linked evidence");
        }
        boolean isSupported = !tests.isEmpty() || !evidence.isEmpty();
        if (isSupported && all(tests, "status", "planned") && all(evidence, "status", "planned")) {
            return new Judgement("proposed", "claim has only planned verification support");
        }
        return bySupport(claim, tests, evidence, gate.evaluate(claim));
    }

    private Judgement bySupport(Row claim, List<Row> tests, List<Row> evidence, GateReport report) {
        List<Row> features = rows.linked(claim, "feature_ids", Section.FEATURES);
        if (!tests.isEmpty() && all(tests, "status", "passing") && reachesTier(claim, evidence)) {
            if (!report.passed()) {
                return new Judgement(
                        "asserted", "claim closure support exists but tier gate failed: " + failures(report), report);
            }
            return !features.isEmpty() && all(features, "implementation_status", "implemented")
                    ? new Judgement("certified", "claim support passes closure guards and tier gate passes", report)
                    : new Judgement(
                            "evidenced", "claim has passing tests, sufficient evidence, and tier gate passes", report);
        }
        if (!tests.isEmpty() || !evidence.isEmpty()) {
            return new Judgement("asserted", "claim has linked verification support that is not yet passing", report);
        }
        return features.isEmpty()
                ? new Judgement("proposed", "claim has no linked support", report)
                : new Judgement("declared", "claim is linked to features but has no verification support", report);
    }

    private static boolean reachesTier(Row claim, List<Row> evidence) {
        return claim.tier() instanceof Tier wanted
                && evidence.stream()
                        .anyMatch(row -> row.hasText("status", "passed")
                                && row.tier() instanceof Tier tier
                                && tier.atLeast(wanted));
    }

    private static boolean all(List<Row> rows, String field, String value) {
        return rows.stream().allMatch(row -> row.hasText(field, value));
    }

    private static String failures(GateReport report) {
        return String.join("; ", report.failures());
    }
}
