package dev.ssot.store;

import dev.ssot.campaign.Conflict;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.NewConflict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** The reference's table of conflicts, and what ours keep beside it. */
record SqliteConflicts(Sql sql, boolean withOurs) {

    private static final String OURS = """
            SELECT c.*, s.kind, COALESCE(s.detail_json, '{}') AS detail_json, s.resolved_by, s.reason, s.resolved_at \
            FROM conflicts c LEFT JOIN ssot_conflicts s ON s.conflict_id = c.conflict_id""";

    /** As the reference, or an earlier release, has left it. */
    private static final String THEIRS = """
            SELECT c.*, NULL AS kind, '{}' AS detail_json, NULL AS resolved_by, NULL AS reason, NULL AS resolved_at \
            FROM conflicts c""";

    List<Conflict> all(@Nullable String status) {
        Filter filter = new Filter().equal("c.status", status);
        return find(filter, " ORDER BY c.created_at, c.conflict_id");
    }

    Optional<Conflict> one(String conflictId) {
        return find(new Filter().equal("c.conflict_id", conflictId), "").stream()
                .findFirst();
    }

    private List<Conflict> find(Filter filter, String order) {
        return sql.query(
                (withOurs ? OURS : THEIRS) + filter.where() + order, SqliteConflicts::read, filter.arguments());
    }

    /** Of the paths only those that no open conflict of the kind has, and that were not resolved as they are. */
    Optional<Conflict> open(NewConflict found, Instant now) {
        SequencedMap<String, String> fresh = new LinkedHashMap<>(found.paths());
        fresh.entrySet().removeIf(path -> isTold(found, path));
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        String id = SqliteTransaction.id("cnf:");
        Lease owner = found.owner();
        sql.update(
                """
                INSERT INTO conflicts(conflict_id, campaign_id, owner_lease_id, owner_worker_id, suspected_actor, \
                changed_paths_json, status, created_at) VALUES (?, ?, ?, ?, ?, ?, 'open', ?)""",
                id,
                owner == null ? null : owner.campaignId(),
                owner == null ? null : owner.leaseId(),
                owner == null ? null : owner.workerId(),
                found.suspectedActor(),
                Sql.json(List.copyOf(fresh.keySet())),
                Sql.text(now));
        sql.update(
                "INSERT INTO ssot_conflicts(conflict_id, kind, detail_json) VALUES (?, ?, ?)",
                id,
                found.kind().text(),
                Sql.json(found.detail()));
        fresh.forEach((path, state) -> sql.update(
                "INSERT INTO ssot_conflict_paths(path, conflict_id, state) VALUES (?, ?, ?)", path, id, state));
        return one(id);
    }

    private boolean isTold(NewConflict found, Map.Entry<String, String> path) {
        return sql.first(
                        """
                        SELECT 1 FROM ssot_conflict_paths p JOIN conflicts c ON c.conflict_id = p.conflict_id \
                        JOIN ssot_conflicts s ON s.conflict_id = p.conflict_id WHERE p.path = ? AND s.kind = ? \
                        AND c.owner_lease_id IS ? AND c.suspected_actor IS ? AND (c.status = 'open' OR p.state = ?) LIMIT 1""",
                        row -> row.getInt(1),
                        path.getKey(),
                        found.kind().text(),
                        found.owner() == null ? null : found.owner().leaseId(),
                        found.suspectedActor(),
                        path.getValue())
                .isPresent();
    }

    /** Also one that the reference has opened. */
    Conflict resolve(String conflictId, String resolvedBy, String reason, Instant now) {
        sql.update("UPDATE conflicts SET status = 'resolved' WHERE conflict_id = ?", conflictId);
        sql.update("""
                INSERT INTO ssot_conflicts(conflict_id, detail_json, resolved_by, reason, resolved_at) \
                VALUES (?, '{}', ?, ?, ?) ON CONFLICT(conflict_id) DO UPDATE SET \
                resolved_by = excluded.resolved_by, reason = excluded.reason, resolved_at = excluded.resolved_at""", conflictId, resolvedBy, reason, Sql.text(now));
        return one(conflictId).orElseThrow();
    }

    private static Conflict read(ResultSet row) throws SQLException {
        Instant resolvedAt = Sql.instantOrNull(row, "resolved_at");
        return new Conflict(
                row.getString("conflict_id"),
                row.getString("kind"),
                row.getString("campaign_id"),
                row.getString("owner_lease_id"),
                row.getString("owner_worker_id"),
                row.getString("suspected_actor"),
                Sql.texts(row, "changed_paths_json"),
                row.getString("status"),
                Sql.instant(row, "created_at"),
                Sql.object(row, "detail_json"),
                resolvedAt == null
                        ? null
                        : new Conflict.Resolution(row.getString("resolved_by"), row.getString("reason"), resolvedAt));
    }
}
