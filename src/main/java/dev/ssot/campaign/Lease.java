package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Tier;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One worker's hold on one tier step of one feature, with the roots under which it may write.
 *
 * @param fencingToken grows with every lease over the life of the store; possession of id and token proves the holder
 * @param registryHashAtClaim revision of the registry that the claim was decided on
 * @param expiresAt from this instant on the lease accepts nothing
 * @param result what the worker reported at completion, or why the lease ended
 * @param pathRoots repository-relative, sorted
 */
public record Lease(
        String leaseId,
        String campaignId,
        String workerId,
        String featureId,
        Tier fromTier,
        Tier toTier,
        LeaseStatus status,
        long fencingToken,
        String registryHashAtClaim,
        @Nullable String gitHeadAtClaim,
        Instant createdAt,
        Instant heartbeatAt,
        Instant expiresAt,
        @Nullable Instant completedAt,
        ObjectNode result,
        List<String> pathRoots) {

    public boolean isOverdue(Instant now) {
        return status.isOpen() && !expiresAt.isAfter(now);
    }

    /** The lease with another deadline, seen alive now. */
    public Lease renewed(Instant now, Instant newExpiry) {
        return with(status, now, newExpiry, completedAt, result, pathRoots);
    }

    /** The lease with more roots. */
    Lease covering(List<String> more) {
        List<String> all =
                Stream.concat(pathRoots.stream(), more.stream()).sorted().toList();
        return with(status, heartbeatAt, expiresAt, completedAt, result, all);
    }

    /** The lease at its end. */
    public Lease finished(LeaseStatus end, Instant now, ObjectNode finalResult) {
        return with(end, heartbeatAt, expiresAt, now, finalResult, pathRoots);
    }

    /** The same lease with all of it that ever changes. */
    private Lease with(
            LeaseStatus newStatus,
            Instant seenAt,
            Instant deadline,
            @Nullable Instant endedAt,
            ObjectNode newResult,
            List<String> roots) {
        return new Lease(
                leaseId,
                campaignId,
                workerId,
                featureId,
                fromTier,
                toTier,
                newStatus,
                fencingToken,
                registryHashAtClaim,
                gitHeadAtClaim,
                createdAt,
                seenAt,
                deadline,
                endedAt,
                newResult,
                roots);
    }
}
