package dev.ssot.registry.sync;

import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import java.util.Optional;

/** The status of evidence: planned, stale, collected or passed. */
record EvidenceStatus(WorkingRows rows, Proof proof) implements StatusRule {

    @Override
    public Judgement judge(Row evidence) {
        if (Proof.isBelow(evidence, "/evidence/planned/")) {
            return new Judgement("planned", "evidence path is a planned placeholder");
        }
        if (!proof.exists(evidence)) {
            return new Judgement("planned", "evidence artifact path does not exist");
        }
        Optional<String> stale = proof.proofs().stale(evidence);
        if (stale.isPresent()) {
            return new Judgement("stale", stale.get());
        }
        if (!rows.hasAll(evidence, "claim_ids", Section.CLAIMS) || !rows.hasAll(evidence, "test_ids", Section.TESTS)) {
            return new Judgement("collected", "evidence artifact exists but has missing linked claims or tests");
        }
        if (!reachesItsClaims(evidence)) {
            return new Judgement("collected", "evidence artifact exists but is below at least one linked claim tier");
        }
        if ((proof.isRequired() || !evidence.hasText("status", "passed")) && proof.statesPlanned(evidence)) {
            return new Judgement("planned", "evidence artifact states that it is planned");
        }
        return proof.isRequired()
                ? proved(evidence)
                : new Judgement("passed", "evidence artifact exists and linked claim tiers are satisfied");
    }

    private Judgement proved(Row evidence) {
        if (!proof.statesPassingResult(evidence)) {
            return new Judgement("collected", "evidence artifact exists but states no passing result");
        }
        return rows.linked(evidence, "test_ids", Section.TESTS).stream()
                .filter(test -> proof.run(test) != RunReceipts.Verdict.PASSED)
                .findFirst()
                .map(test -> new Judgement(
                        "collected",
                        "linked %s: %s".formatted(test.id(), proof.run(test).reason())))
                .orElseGet(() -> new Judgement(
                        "passed",
                        "evidence artifact states a passing result and linked tests have passing run receipts"));
    }

    private boolean reachesItsClaims(Row evidence) {
        Tier reached = evidence.tier();
        return rows.linked(evidence, "claim_ids", Section.CLAIMS).stream()
                .allMatch(claim -> reached != null && claim.tier() instanceof Tier tier && reached.atLeast(tier));
    }
}
