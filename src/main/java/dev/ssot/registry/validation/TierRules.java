package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.guard.ClaimCeiling;
import dev.ssot.registry.guard.ClaimLineage;
import dev.ssot.registry.json.PythonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tiers of claims against targets of features, against evidence, and against the claims that they depend on. */
final class TierRules implements RowRule {

    @Override
    public void check(Row row, Snapshot snapshot, Findings findings) {
        if (row.section() == Section.FEATURES) {
            feature(row, snapshot, findings);
        } else if (row.section() == Section.CLAIMS) {
            evidence(row, snapshot, findings);
            lineage(row, snapshot, findings);
        }
    }

    private static void feature(Row feature, Snapshot snapshot, Findings findings) {
        if (feature.hasText("implementation_status", "implemented")) {
            new ClaimCeiling(snapshot).failures(feature, false).forEach(findings::failure);
        }
        Tier target = Row.tier(feature.object("plan"), "target_claim_tier");
        if (target == null) {
            return;
        }
        List<Row> claims = snapshot.findAll(Section.CLAIMS, feature.texts("claim_ids"));
        if (!claims.isEmpty() && claims.stream().noneMatch(claim -> reaches(claim, target))) {
            findings.failure("%s targets %s but has no linked claim at or above that tier"
                    .formatted(Findings.name(feature), target));
        }
    }

    private static boolean reaches(Row row, Tier target) {
        return row.tier() instanceof Tier tier && tier.atLeast(target);
    }

    private static void evidence(Row claim, Snapshot snapshot, Findings findings) {
        if (!ClaimLineage.isEvidencedOrHigher(claim)) {
            return;
        }
        List<Row> evidence = snapshot.findAll(Section.EVIDENCE, claim.texts("evidence_ids"));
        if (evidence.isEmpty()) {
            findings.failure(Findings.name(claim) + " is evidenced or higher but has no linked evidence");
        }
        Tier tier = claim.tier();
        if (tier != null && evidence.stream().noneMatch(row -> row.hasText("status", "passed") && reaches(row, tier))) {
            findings.failure("%s is evidenced or higher but lacks passed evidence at or above claim tier %s"
                    .formatted(Findings.name(claim), tier));
        }
    }

    private static void lineage(Row claim, Snapshot snapshot, Findings findings) {
        String field = Findings.name(claim) + ".depends_on_claim_ids";
        for (String id : claim.texts("depends_on_claim_ids")) {
            if (id.equals(claim.id())) {
                findings.failure(field + " cannot reference itself");
                continue;
            }
            Row dependency = snapshot.find(Section.CLAIMS, id).orElse(null);
            if (dependency != null && rank(dependency.tier()) >= rank(claim.tier())) {
                findings.failure("%s references %s at tier %s; dependencies must be lower than %s"
                        .formatted(field, id, shown(dependency), shown(claim)));
            }
        }
    }

    private static int rank(@Nullable Tier tier) {
        return tier == null ? -1 : tier.ordinal();
    }

    private static String shown(Row claim) {
        JsonNode tier = claim.json().get("tier");
        return PythonValue.str(tier);
    }
}
