package dev.ssot.store;

import dev.ssot.campaign.Snapshot;
import dev.ssot.campaign.SnapshotRecords;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table of snapshots. */
record SqliteSnapshots(Sql sql) implements SnapshotRecords {

    List<Snapshot> newest(@Nullable String agentId, int limit) {
        Filter filter = new Filter().equal("agent_id", agentId);
        return sql.query(
                "SELECT * FROM ssot_snapshots" + filter.where() + " ORDER BY number DESC LIMIT " + limit,
                SqliteSnapshots::read,
                filter.arguments());
    }

    Optional<Snapshot> one(long number) {
        return sql.first("SELECT * FROM ssot_snapshots WHERE number = ?", SqliteSnapshots::read, number);
    }

    long bytes() {
        return sql.number("SELECT COALESCE(SUM(bytes), 0) FROM ssot_snapshots");
    }

    @Override
    public long nextNumber() {
        return sql.number("UPDATE ssot_counters SET value = value + 1 WHERE name = 'snapshot' RETURNING value");
    }

    @Override
    public void add(Snapshot snapshot) {
        sql.update(
                """
                INSERT INTO ssot_snapshots(number, agent_id, taken_ms, description, roots_json, method, file_count, \
                manifest_sha256, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                snapshot.number(),
                snapshot.agentId(),
                snapshot.takenAt().toEpochMilli(),
                snapshot.description(),
                Sql.json(snapshot.roots()),
                snapshot.method(),
                snapshot.fileCount(),
                snapshot.manifestSha256(),
                snapshot.bytes());
    }

    @Override
    public void drop(long number) {
        sql.update("DELETE FROM ssot_snapshots WHERE number = ?", number);
    }

    @Override
    public void weigh(long number, long bytes) {
        sql.update("UPDATE ssot_snapshots SET bytes = ? WHERE number = ?", bytes, number);
    }

    private static Snapshot read(ResultSet row) throws SQLException {
        List<String> roots = new ArrayList<>();
        Sql.tree(row, "roots_json").forEach(root -> roots.add(root.textValue()));
        return new Snapshot(
                row.getLong("number"),
                row.getString("agent_id"),
                Instant.ofEpochMilli(row.getLong("taken_ms")),
                row.getString("description"),
                List.copyOf(roots),
                row.getString("method"),
                row.getInt("file_count"),
                row.getString("manifest_sha256"),
                row.getLong("bytes"));
    }
}
