package dev.ssot.campaign;

import dev.ssot.registry.Tier;
import java.time.Instant;
import java.util.List;

/** A tier step that nobody can work on until the registry is repaired. {@code status} is open or resolved. */
public record BlockedTransition(
        String blockedId,
        String campaignId,
        String featureId,
        Tier fromTier,
        Tier toTier,
        String reason,
        String status,
        List<String> failures,
        Instant createdAt,
        Instant updatedAt) {

    public boolean isOpen() {
        return status.equals("open");
    }

    /** Whether claim, test and evidence rows would help; roots that no lease may cover are for an operator to mend. */
    public boolean isMendedByScaffold() {
        return !reason.equals(Actionability.INVALID_ROOTS);
    }
}
