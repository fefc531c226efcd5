package dev.ssot.store;

import dev.ssot.campaign.Workspace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of workspaces. */
record SqliteWorkspaces(Sql sql) {

    Optional<Workspace> of(String agentId) {
        return sql.first(
                "SELECT * FROM ssot_workspaces WHERE agent_id = ?",
                row -> new Workspace(
                        row.getString("agent_id"),
                        row.getLong("base_snapshot"),
                        Instant.ofEpochMilli(row.getLong("created_ms"))),
                agentId);
    }

    List<Long> bases() {
        return sql.query("SELECT base_snapshot FROM ssot_workspaces", row -> row.getLong(1));
    }

    void open(Workspace workspace) {
        sql.update(
                """
                INSERT INTO ssot_workspaces(agent_id, base_snapshot, created_ms) VALUES (?, ?, ?) \
                ON CONFLICT(agent_id) DO UPDATE SET base_snapshot = excluded.base_snapshot, \
                created_ms = excluded.created_ms""",
                workspace.agentId(),
                workspace.baseSnapshot(),
                workspace.createdAt().toEpochMilli());
    }

    void close(String agentId) {
        sql.update("DELETE FROM ssot_workspaces WHERE agent_id = ?", agentId);
    }
}
