package dev.ssot.operation.slice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Lease;
import dev.ssot.registry.Tier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lease as results show it. The fencing token is 0 except for the one who shows or gets it. */
public record LeaseView(
        String leaseId,
        String campaignId,
        String workerId,
        String featureId,
        Tier fromTier,
        Tier toTier,
        String status,
        long fencingToken,
        String registryHashAtClaim,
        @Nullable String gitHeadAtClaim,
        Instant createdAt,
        Instant heartbeatAt,
        Instant expiresAt,
        @Nullable Instant completedAt,
        ObjectNode result,
        List<PathLease> pathLeases,
        List<String> pathRoots) {

    /** One root of the lease. */
    public record PathLease(String path, String access, String status) {}

    /** For the holder. */
    static LeaseView withToken(Lease lease) {
        return of(lease, lease.status().text(), lease.fencingToken());
    }

    /** For everybody else. A lease past its deadline shows as expired, whether or not that was written down yet. */
    public static LeaseView withoutToken(Lease lease, Instant now) {
        return of(lease, lease.isOverdue(now) ? "expired" : lease.status().text(), 0);
    }

    private static LeaseView of(Lease lease, String status, long token) {
        return new LeaseView(
                lease.leaseId(),
                lease.campaignId(),
                lease.workerId(),
                lease.featureId(),
                lease.fromTier(),
                lease.toTier(),
                status,
                token,
                lease.registryHashAtClaim(),
                lease.gitHeadAtClaim(),
                lease.createdAt(),
                lease.heartbeatAt(),
                lease.expiresAt(),
                lease.completedAt(),
                lease.result(),
                lease.pathRoots().stream()
                        .map(path -> new PathLease(path, "write", status))
                        .toList(),
                lease.pathRoots());
    }
}
