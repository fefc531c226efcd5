package dev.ssot.registry.guard;

import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import java.util.ArrayList;
import java.util.List;

/** Whether evidence supports what is linked to it: the artifact is there, the tests pass, the tier reaches the claims. */
public final class EvidenceVerification {

    private final Rows rows;
    private final ArtifactPresence artifacts;
    private final EvidenceProofs proofs;

    public EvidenceVerification(Rows rows, ArtifactPresence artifacts, EvidenceProofs proofs) {
        this.rows = rows;
        this.artifacts = artifacts;
        this.proofs = proofs;
    }

    /** The failures stand in the order in which they were found. */
    public EvidenceReport verify(Row evidence) {
        List<String> failures = new ArrayList<>();
        String subject = "Evidence %s ".formatted(evidence.id());
        String path = evidence.text("path");
        if (path == null || !artifacts.exists(path)) {
            failures.add("Evidence path does not exist: " + path);
        }
        if (!evidence.hasText("status", "passed")) {
            failures.add(subject + "status is %s, expected passed".formatted(evidence.text("status")));
        }
        for (String id : evidence.texts("test_ids")) {
            boolean passes = rows.find(Section.TESTS, id)
                    .filter(test -> test.hasText("status", "passing"))
                    .isPresent();
            if (!passes) {
                failures.add(subject + "linked test is not passing: " + id);
            }
        }
        for (String id : evidence.texts("claim_ids")) {
            rows.find(Section.CLAIMS, id)
                    .ifPresentOrElse(
                            claim -> tier(evidence, claim, failures),
                            () -> failures.add(subject + "references missing claim " + id));
        }
        proofs.stale(evidence).ifPresent(failures::add);
        return new EvidenceReport(evidence.id(), failures);
    }

    private static void tier(Row evidence, Row claim, List<String> failures) {
        Tier reached = evidence.tier();
        Tier asked = claim.tier();
        if (reached != null && asked != null && !reached.atLeast(asked)) {
            failures.add("Evidence %s tier %s is below linked claim tier %s on %s"
                    .formatted(evidence.id(), reached, asked, claim.id()));
        }
    }
}
