package dev.ssot.registry.guard;

import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which claims keep a feature from counting as implemented. */
public final class ClaimCeiling {

    private final Rows rows;
    private final ClaimLineage lineage;

    public ClaimCeiling(Rows rows) {
        this.rows = rows;
        this.lineage = new ClaimLineage(rows);
    }

    /**
     * Sentences in the order of the claims; none when nothing caps the feature.
     *
     * @param needsEvidence whether only claims that are evidenced or higher can satisfy the target, as the status sync
     *     demands it
     */
    public List<String> failures(Row feature, boolean needsEvidence) {
        Tier target = Row.tier(feature.object("plan"), "target_claim_tier");
        List<Row> active = activeClaims(feature);
        List<Row> satisfying = active.stream()
                .filter(claim -> satisfies(claim, target))
                .filter(claim -> !needsEvidence || ClaimLineage.isEvidencedOrHigher(claim))
                .toList();
        List<String> failures = new ArrayList<>();
        for (Row claim : active) {
            String reason =
                    satisfying.isEmpty() ? cap(claim, target, needsEvidence) : outside(claim, target, satisfying);
            if (reason != null) {
                failures.add("features.%s is capped below implemented by %s".formatted(feature.id(), reason));
            }
        }
        return failures;
    }

    /** The claims of the feature that are not retired. */
    public List<Row> activeClaims(Row feature) {
        return rows.findAll(Section.CLAIMS, feature.texts("claim_ids")).stream()
                .filter(claim -> !claim.hasText("status", "retired"))
                .toList();
    }

    /** Whether the claim is above T0 and reaches the tier; null asks for no tier. */
    public static boolean satisfies(Row claim, @Nullable Tier target) {
        Tier tier = claim.tier();
        return tier != null && tier != Tier.T0 && (target == null || tier.atLeast(target));
    }

    private @Nullable String outside(Row claim, @Nullable Tier target, List<Row> satisfying) {
        Tier tier = claim.tier();
        boolean lower = tier != null && (target == null || !tier.atLeast(target));
        return lower
                        && !satisfying.contains(claim)
                        && satisfying.stream().noneMatch(other -> lineage.dependsOn(other, claim.id()))
                ? "claim %s outside satisfying claim lineage".formatted(claim.id())
                : null;
    }

    private static @Nullable String cap(Row claim, @Nullable Tier target, boolean needsEvidence) {
        Tier tier = claim.tier();
        if (tier == null) {
            return null;
        }
        if (tier == Tier.T0) {
            return "active T0 claim " + claim.id();
        }
        if (target != null && !tier.atLeast(target)) {
            return "claim %s tier %s below target %s".formatted(claim.id(), tier, target);
        }
        return needsEvidence && !ClaimLineage.isEvidencedOrHigher(claim)
                ? "claim %s status %s below evidenced".formatted(claim.id(), claim.text("status"))
                : null;
    }
}
