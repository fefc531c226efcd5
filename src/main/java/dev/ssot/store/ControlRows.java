package dev.ssot.store;

import dev.ssot.campaign.BlockedTransition;
import dev.ssot.campaign.Campaign;
import dev.ssot.campaign.Event;
import dev.ssot.campaign.KeptRun;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseStatus;
import dev.ssot.campaign.StartedRun;
import dev.ssot.campaign.TestRun;
import dev.ssot.campaign.Worker;
import dev.ssot.campaign.WorkerHolder;
import dev.ssot.registry.Tier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** The rows of the control tables as the records that they stand for. */
final class ControlRows {

    private ControlRows() {}

    static Campaign readCampaign(ResultSet row) throws SQLException {
        return new Campaign(
                row.getString("campaign_id"),
                Tier.valueOf(row.getString("target_tier")),
                row.getString("status"),
                Sql.instant(row, "created_at"),
                Sql.instantOrNull(row, "completed_at"),
                Sql.object(row, "metadata_json"));
    }

    static Lease readLease(ResultSet row) throws SQLException {
        return new Lease(
                row.getString("lease_id"),
                row.getString("campaign_id"),
                row.getString("worker_id"),
                row.getString("feature_id"),
                Tier.valueOf(row.getString("from_tier")),
                Tier.valueOf(row.getString("to_tier")),
                LeaseStatus.parse(row.getString("status")),
                row.getLong("fencing_token"),
                row.getString("registry_hash_at_claim"),
                row.getString("git_head_at_claim"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "heartbeat_at"),
                Sql.instant(row, "expires_at"),
                Sql.instantOrNull(row, "completed_at"),
                Sql.object(row, "result_json"),
                Sql.texts(row, "roots_json"));
    }

    static BlockedTransition readBlocked(ResultSet row) throws SQLException {
        return new BlockedTransition(
                row.getString("blocked_id"),
                row.getString("campaign_id"),
                row.getString("feature_id"),
                Tier.valueOf(row.getString("from_tier")),
                Tier.valueOf(row.getString("to_tier")),
                row.getString("reason"),
                row.getString("status"),
                Sql.texts(row, "failures_json"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }

    static Event readEvent(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("event_id"),
                row.getString("kind"),
                row.getString("campaign_id"),
                row.getString("worker_id"),
                row.getString("lease_id"),
                row.getString("severity"),
                row.getString("recommended_action"),
                Sql.object(row, "payload_json"),
                Sql.instant(row, "created_at"));
    }

    static KeptRun readRun(ResultSet row) throws SQLException {
        int exitCode = row.getInt("exit_code");
        boolean ended = !row.wasNull();
        TestRun run = new TestRun(
                row.getString("run"),
                row.getString("test_id"),
                row.getString("lease_id"),
                row.getString("execution_hash"),
                Sql.texts(row, "argv_json"),
                TestRun.Ending.parse(row.getString("ending")),
                ended ? exitCode : null,
                row.getInt("passed") != 0,
                Instant.ofEpochMilli(row.getLong("started_ms")),
                Instant.ofEpochMilli(row.getLong("finished_ms")),
                row.getString("registry_hash"),
                row.getString("git_head"),
                row.getString("tree_hash"),
                row.getString("test_file_sha256"),
                row.getString("stdout_sha256"),
                row.getString("stderr_sha256"));
        return new KeptRun(run, row.getString("record_sha256"));
    }

    static StartedRun readStartedRun(ResultSet row) throws SQLException {
        return new StartedRun(
                row.getString("run"),
                row.getString("test_id"),
                row.getString("lease_id"),
                row.getString("process"),
                Instant.ofEpochMilli(row.getLong("started_ms")));
    }

    static WorkerHolder readHolder(ResultSet row) throws SQLException {
        return new WorkerHolder(
                row.getString("worker_id"), row.getString("process"), Instant.ofEpochMilli(row.getLong("since_ms")));
    }

    static Worker readWorker(ResultSet row) throws SQLException {
        return new Worker(
                row.getString("worker_id"),
                row.getString("os_user"),
                row.getString("status"),
                Sql.instant(row, "started_at"),
                Sql.instant(row, "heartbeat_at"));
    }
}
