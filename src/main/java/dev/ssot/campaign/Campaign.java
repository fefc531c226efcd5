package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Tier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A goal that workers pull slices for.
 *
 * @param status {@code active} or {@code complete}
 * @param metadata the stored scope and limit: {@code feature_ids profile_ids boundary_ids feature_limit}
 */
public record Campaign(
        String campaignId,
        Tier targetTier,
        String status,
        Instant createdAt,
        @Nullable Instant completedAt,
        ObjectNode metadata) {

    public static final String ACTIVE = "active";
    public static final String COMPLETE = "complete";

    public boolean isComplete() {
        return status.equals(COMPLETE);
    }
}
