package dev.ssot.registry.sync;

import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.mutation.ScaffoldFiles;
import dev.ssot.registry.sync.RunReceipts.Verdict;
import java.util.List;

/** The status of a test: planned, blocked, failing or passing. */
record TestStatus(WorkingRows rows, Proof proof) implements StatusRule {

    static final String EVIDENCE_OPEN = "test linked evidence is not yet passed";

    @Override
    public Judgement judge(Row test) {
        if (Proof.isBelow(test, "tests/planned/")) {
            return new Judgement("planned", "test path is a planned placeholder");
        }
        if (!proof.exists(test)) {
            return new Judgement("planned", "test path does not exist");
        }
        if (!rows.hasAll(test, "feature_ids", Section.FEATURES) || !rows.hasAll(test, "claim_ids", Section.CLAIMS)) {
            return new Judgement("blocked", "test has missing linked features or claims");
        }
        if (!rows.hasAll(test, "evidence_ids", Section.EVIDENCE)) {
            return new Judgement("blocked", "test has missing linked evidence");
        }
        if ((proof.isRequired() || !test.hasText("status", "passing"))
                && ScaffoldFiles.isUnwritten(test, proof.files())) {
            return new Judgement("planned", "test is a scaffold that nobody has written yet");
        }
        Verdict run = proof.isRequired() ? proof.run(test) : Verdict.PASSED;
        return switch (run) {
            case FAILED -> new Judgement("failing", run.reason());
            case INTERRUPTED, TAMPERED, OUTDATED, UNWRITTEN, NO_RUN -> new Judgement("planned", run.reason());
            case PASSED -> byEvidence(test);
        };
    }

    private Judgement byEvidence(Row test) {
        List<Row> evidence = rows.linked(test, "evidence_ids", Section.EVIDENCE);
        if (evidence.isEmpty()) {
            return new Judgement("planned", "test has no linked evidence");
        }
        if (evidence.stream().anyMatch(row -> row.hasText("status", "failed") || row.hasText("status", "stale"))) {
            return new Judgement("failing", "test has failed or stale linked evidence");
        }
        if (!evidence.stream().allMatch(row -> row.hasText("status", "passed"))) {
            return new Judgement("planned", EVIDENCE_OPEN);
        }
        return new Judgement(
                "passing",
                proof.isRequired()
                        ? "test has a passing run receipt and linked evidence is passed"
                        : "test path exists and linked evidence is passed");
    }
}
