package dev.ssot.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changed paths that no lease, or another worker's lease, explains. */
public record Conflict(
        String conflictId,
        @Nullable String campaignId,
        @Nullable String ownerLeaseId,
        @Nullable String ownerWorkerId,
        @Nullable String suspectedActor,
        List<String> changedPaths,
        String status,
        Instant createdAt) {}
