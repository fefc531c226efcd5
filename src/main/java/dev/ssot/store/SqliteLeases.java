package dev.ssot.store;

import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tables of leases and their roots. Leases come with their roots, overdue or not as they stand in the table. */
record SqliteLeases(Sql sql, Instant now) {

    private static final String LEASES = """
            SELECT l.*, (SELECT json_group_array(path) FROM (SELECT path FROM path_leases p \
            WHERE p.lease_id = l.lease_id ORDER BY path)) AS roots_json FROM maturation_leases l\s""";

    /**
     * As the reference's index of open transitions says it. Sorting takes a plus before the column, or SQLite would walk
     * through all leases that ever were in the order of their ids.
     */
    private static final String OPEN = "l.status IN ('provisioning', 'active')";

    /** With one argument, the time of the reading. */
    private static final String EFFECTIVE_STATUS = """
            CASE WHEN status IN ('provisioning', 'active') AND expires_at <= ? THEN 'expired' ELSE status END""";

    Optional<Lease> one(String leaseId) {
        return sql.first(LEASES + "WHERE l.lease_id = ?", ControlRows::readLease, leaseId);
    }

    Optional<Lease> latest(String featureId) {
        return sql.first(
                LEASES + "WHERE l.feature_id = ? ORDER BY l.fencing_token DESC LIMIT 1",
                ControlRows::readLease,
                featureId);
    }

    List<Lease> open() {
        return sql.query(LEASES + "WHERE " + OPEN + " ORDER BY +l.lease_id", ControlRows::readLease);
    }

    List<Lease> due(Instant provisionedBefore) {
        return sql.query(
                LEASES + "WHERE " + OPEN
                        + " AND (l.expires_at <= ? OR (l.status = 'provisioning' AND l.created_at <= ?))"
                        + " ORDER BY +l.lease_id",
                ControlRows::readLease,
                Sql.text(now),
                Sql.text(provisionedBefore));
    }

    List<Lease> all(@Nullable String status) {
        Filter filter = new Filter();
        if (status != null) {
            filter.and(EFFECTIVE_STATUS + " = ?", Sql.text(now), status);
        }
        return sql.query(
                LEASES + filter.where() + " ORDER BY l.created_at, l.lease_id",
                ControlRows::readLease,
                filter.arguments());
    }

    Map<LeaseStatus, Integer> counts(String campaignId) {
        Map<LeaseStatus, Integer> counts = new EnumMap<>(LeaseStatus.class);
        String byStatus = """
                SELECT %s AS effective, COUNT(*) AS leases FROM maturation_leases \
                WHERE campaign_id = ? GROUP BY effective""".formatted(EFFECTIVE_STATUS);
        sql.query(
                        byStatus,
                        row -> Map.entry(LeaseStatus.parse(row.getString("effective")), row.getInt("leases")),
                        Sql.text(now),
                        campaignId)
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }

    long nextFencingToken() {
        long token = sql.number("""
                SELECT 1 + max(fencing_token, (SELECT COALESCE(MAX(fencing_token), 0) FROM maturation_leases)) \
                FROM ssot_state""");
        sql.updateOne("UPDATE ssot_state SET fencing_token = ?", token);
        return token;
    }

    void insert(Lease lease) {
        sql.update(
                """
                INSERT INTO maturation_leases(lease_id, campaign_id, worker_id, feature_id, from_tier, to_tier, \
                status, fencing_token, registry_hash_at_claim, git_head_at_claim, created_at, heartbeat_at, \
                expires_at, result_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                lease.leaseId(),
                lease.campaignId(),
                lease.workerId(),
                lease.featureId(),
                lease.fromTier().name(),
                lease.toTier().name(),
                lease.status().text(),
                lease.fencingToken(),
                lease.registryHashAtClaim(),
                lease.gitHeadAtClaim(),
                Sql.text(lease.createdAt()),
                Sql.text(lease.heartbeatAt()),
                Sql.text(lease.expiresAt()),
                Sql.json(lease.result()));
        addRoots(lease, lease.pathRoots());
    }

    void addRoots(Lease lease, List<String> roots) {
        for (String root : roots) {
            sql.update(
                    "INSERT INTO path_leases(lease_id, path, access, status) VALUES (?, ?, 'write', ?)",
                    lease.leaseId(),
                    root,
                    lease.status().text());
        }
    }

    void update(Lease lease) {
        sql.updateOne(
                """
                UPDATE maturation_leases SET status = ?, heartbeat_at = ?, expires_at = ?, completed_at = ?, \
                result_json = ? WHERE lease_id = ?""",
                lease.status().text(),
                Sql.text(lease.heartbeatAt()),
                Sql.text(lease.expiresAt()),
                Sql.textOrNull(lease.completedAt()),
                Sql.json(lease.result()),
                lease.leaseId());
        sql.update(
                "UPDATE path_leases SET status = ? WHERE lease_id = ? AND status <> ?",
                lease.status().text(),
                lease.leaseId(),
                lease.status().text());
    }
}
