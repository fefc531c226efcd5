package dev.ssot.registry.guard;

import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which claims rest on which others. */
public final class ClaimLineage {

    private static final Set<String> EVIDENCED_OR_HIGHER = Set.of("evidenced", "certified", "promoted", "published");

    private final Rows rows;

    public ClaimLineage(Rows rows) {
        this.rows = rows;
    }

    /** Whether the claim depends on the other one, directly or through others. */
    public boolean dependsOn(Row claim, String targetId) {
        Set<String> seen = new HashSet<>();
        Deque<Row> open = new ArrayDeque<>(List.of(claim));
        while (!open.isEmpty()) {
            for (String id : open.removeFirst().texts("depends_on_claim_ids")) {
                if (id.equals(targetId)) {
                    return true;
                }
                if (seen.add(id)) {
                    rows.find(Section.CLAIMS, id).ifPresent(open::add);
                }
            }
        }
        return false;
    }

    /** From this status on a claim counts as backed by evidence. */
    public static boolean isEvidencedOrHigher(Row claim) {
        String status = claim.text("status");
        return status != null && EVIDENCED_OR_HIGHER.contains(status);
    }
}
