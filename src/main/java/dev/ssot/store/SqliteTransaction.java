package dev.ssot.store;

import dev.ssot.campaign.BlockedTransition;
import dev.ssot.campaign.Campaign;
import dev.ssot.campaign.Conflict;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.GateRecords;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.NewConflict;
import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.campaign.RegistryTrace;
import dev.ssot.campaign.SnapshotRecords;
import dev.ssot.campaign.StartedRun;
import dev.ssot.campaign.TestRun;
import dev.ssot.campaign.Worker;
import dev.ssot.campaign.WorkerHolder;
import dev.ssot.campaign.Workspace;
import dev.ssot.campaign.log.Link;
import dev.ssot.campaign.log.NewEntry;
import dev.ssot.registry.Tier;
import dev.ssot.registry.guard.GateReport;
import dev.ssot.workspace.Failpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes of one decision, inside the transaction that {@link SqliteControlStore} opened. */
final class SqliteTransaction extends SqliteView implements ControlTransaction {

    private final Sql sql;
    private final SqliteOperationLog log;
    private final DecisionNotes notes = new DecisionNotes();
    private @Nullable Link appended;

    SqliteTransaction(Sql sql, Instant now, LogEnd logEnd) {
        super(sql, now, ControlDatabase.SCHEMA_VERSION, logEnd);
        this.sql = sql;
        this.log = new SqliteOperationLog(sql, logEnd);
    }

    @Override
    public long log(NewEntry entry) {
        Link end = log.append(entry, now());
        appended = end;
        return end.number();
    }

    /** Tells the log what the decision changed; the new end of the log, if it has one. */
    @Nullable Link finish() {
        notes.entry().ifPresent(this::log);
        return appended;
    }

    @Override
    public long nextFencingToken() {
        return leases.nextFencingToken();
    }

    @Override
    public void upsertWorker(Worker worker) {
        sql.update(
                """
                INSERT INTO workers(worker_id, os_user, status, started_at, heartbeat_at) VALUES (?, ?, ?, ?, ?) \
                ON CONFLICT(worker_id) DO UPDATE SET os_user = excluded.os_user, status = excluded.status, \
                heartbeat_at = excluded.heartbeat_at WHERE (os_user, status, heartbeat_at) IS NOT \
                (excluded.os_user, excluded.status, excluded.heartbeat_at)""",
                worker.workerId(),
                worker.osUser(),
                worker.status(),
                Sql.text(worker.startedAt()),
                Sql.text(worker.heartbeatAt()));
    }

    @Override
    public void holdWorker(WorkerHolder holder) {
        sql.update("""
                INSERT INTO ssot_worker_holders(worker_id, process, since_ms) VALUES (?, ?, ?) \
                ON CONFLICT(worker_id) DO UPDATE SET process = excluded.process, since_ms = excluded.since_ms""", holder.workerId(), holder.process(), holder.since().toEpochMilli());
    }

    @Override
    public void releaseWorker(String workerId) {
        sql.update("DELETE FROM ssot_worker_holders WHERE worker_id = ?", workerId);
    }

    @Override
    public void insertCampaign(Campaign campaign) {
        sql.update(
                "INSERT INTO campaigns(campaign_id, target_tier, status, created_at, metadata_json)"
                        + " VALUES (?, ?, ?, ?, ?)",
                campaign.campaignId(),
                campaign.targetTier().name(),
                campaign.status(),
                Sql.text(campaign.createdAt()),
                Sql.json(campaign.metadata()));
        notes.created(campaign);
    }

    @Override
    public void completeCampaign(String campaignId, Instant completedAt) {
        sql.updateOne(
                "UPDATE campaigns SET status = 'complete', completed_at = ? WHERE campaign_id = ?",
                Sql.text(completedAt),
                campaignId);
    }

    @Override
    public void insertLease(Lease lease) {
        leases.insert(lease);
    }

    @Override
    public void addRoots(Lease lease, List<String> roots) {
        leases.addRoots(lease, roots);
    }

    @Override
    public void updateLease(Lease lease) {
        leases.update(lease);
    }

    @Override
    public BlockedTransition block(
            String campaignId, String featureId, Tier fromTier, Tier toTier, String reason, List<String> failures) {
        return sql.first(
                        """
                        INSERT INTO blocked_transitions(blocked_id, campaign_id, feature_id, from_tier, to_tier, \
                        reason, status, failures_json, created_at, updated_at) \
                        VALUES (?, ?, ?, ?, ?, ?, 'open', ?, ?, ?) \
                        ON CONFLICT(campaign_id, feature_id, from_tier, to_tier) WHERE status = 'open' \
                        DO UPDATE SET reason = excluded.reason, failures_json = excluded.failures_json, \
                        updated_at = excluded.updated_at RETURNING *""",
                        ControlRows::readBlocked,
                        id("blk:"),
                        campaignId,
                        featureId,
                        fromTier.name(),
                        toTier.name(),
                        reason,
                        Sql.json(failures),
                        Sql.text(now()),
                        Sql.text(now()))
                .orElseThrow();
    }

    @Override
    public BlockedTransition resolve(BlockedTransition blocked, String reason) {
        notes.resolved(blocked);
        return sql.first(
                        "UPDATE blocked_transitions SET status = 'resolved', reason = ?, updated_at = ?"
                                + " WHERE blocked_id = ? RETURNING *",
                        ControlRows::readBlocked,
                        reason,
                        Sql.text(now()),
                        blocked.blockedId())
                .orElseThrow();
    }

    @Override
    public void acknowledge(String workerId, List<Long> eventIds, String action) {
        for (long eventId : eventIds) {
            sql.update("""
                    INSERT INTO worker_event_acks(worker_id, event_id, action, acked_at) VALUES (?, ?, ?, ?) \
                    ON CONFLICT(worker_id, event_id) DO UPDATE SET action = excluded.action, \
                    acked_at = excluded.acked_at""", workerId, eventId, action, Sql.text(now()));
        }
    }

    @Override
    public void recordGateReport(String reportId, String leaseId, String featureId, GateReport report) {
        sql.update(
                """
                INSERT INTO tier_gate_reports(report_id, lease_id, feature_id, requested_tier, approved_tier, passed, \
                failures_json, warnings_json, checks_json, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                reportId,
                leaseId,
                featureId,
                report.requestedTier().name(),
                report.approvedTier().name(),
                report.passed() ? 1 : 0,
                Sql.json(report.failures()),
                Sql.json(report.warnings()),
                Sql.json(report.checks()),
                Sql.text(now()));
    }

    @Override
    public void startRuns(List<StartedRun> runs) {
        new SqliteRuns(sql).start(runs);
    }

    @Override
    public void recordRun(TestRun run) {
        new SqliteRuns(sql).record(run);
    }

    @Override
    public void dropRuns(String run) {
        new SqliteRuns(sql).drop(run);
    }

    @Override
    public GateRecords.Writing gates() {
        return new SqliteGateRecords(sql, now());
    }

    @Override
    public Optional<Conflict> openConflict(NewConflict found) {
        Optional<Conflict> opened = new SqliteConflicts(sql, true).open(found, now());
        opened.ifPresent(_ -> StoreFigure.CONFLICTS.is(1));
        return opened;
    }

    @Override
    public Conflict resolveConflict(String conflictId, String resolvedBy, String reason) {
        return new SqliteConflicts(sql, true).resolve(conflictId, resolvedBy, reason, now());
    }

    @Override
    public SnapshotRecords snapshotRecords() {
        return new NotedSnapshots(new SqliteSnapshots(sql), notes);
    }

    @Override
    public void openWorkspace(Workspace workspace) {
        new SqliteWorkspaces(sql).open(workspace);
        notes.workspace("workspace_created", workspace.agentId());
    }

    @Override
    public void closeWorkspace(String agentId) {
        new SqliteWorkspaces(sql).close(agentId);
        notes.workspace("workspace_closed", agentId);
    }

    @Override
    public void adopt(RegistryTrace.Adoption adoption) {
        new SqliteRegistryTrace(sql).adopt(adoption, now());
    }

    @Override
    public void emit(NewEvent event) {
        notes.event(event);
        sql.update(
                """
                INSERT INTO worker_events(kind, campaign_id, worker_id, lease_id, severity, recommended_action, \
                payload_json, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                event.kind().text(),
                event.campaignId(),
                event.workerId(),
                event.leaseId(),
                event.kind().severity(),
                event.recommendedAction().text(),
                Sql.json(event.payload()),
                Sql.text(now()));
    }

    @Override
    public void record(RecordedAnswer answer) {
        sql.update(
                "INSERT INTO ssot_request_answers(request_id, fingerprint, answer_json, recorded_ms)"
                        + " VALUES (?, ?, ?, ?)",
                answer.requestId(),
                answer.fingerprint(),
                answer.answer().toString(),
                now().toEpochMilli());
        Failpoint.ANSWER_RECORDED.pass();
    }

    /** For the tables that only this package knows. */
    Sql sql() {
        return sql;
    }

    static String id(String prefix) {
        return prefix + UUID.randomUUID().toString().replace("-", "");
    }
}
