package dev.ssot.campaign;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changed paths that no lease, or another worker's lease, explains.
 *
 * @param kind null in a row that this program did not write
 * @param detail what else is known, by kind
 * @param resolution null while it is open
 */
public record Conflict(
        String conflictId,
        @Nullable String kind,
        @Nullable String campaignId,
        @Nullable String ownerLeaseId,
        @Nullable String ownerWorkerId,
        @Nullable String suspectedActor,
        List<String> changedPaths,
        String status,
        Instant createdAt,
        ObjectNode detail,
        @Nullable Resolution resolution) {

    @JsonIgnore
    public boolean isOpen() {
        return status.equals("open");
    }

    /** Who decided that a conflict is settled, and why. */
    public record Resolution(String resolvedBy, String reason, Instant resolvedAt) {}
}
