package dev.ssot.store;

import dev.ssot.campaign.BlockedTransition;
import dev.ssot.campaign.Campaign;
import dev.ssot.campaign.Conflict;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Event;
import dev.ssot.campaign.GateRecords;
import dev.ssot.campaign.KeptRun;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseStatus;
import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.campaign.RegistryTrace;
import dev.ssot.campaign.Snapshot;
import dev.ssot.campaign.StartedRun;
import dev.ssot.campaign.Worker;
import dev.ssot.campaign.WorkerHolder;
import dev.ssot.campaign.Workspace;
import dev.ssot.campaign.log.OperationLog;
import dev.ssot.registry.trace.PartChange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Readings of the control tables. Leases come with their roots, overdue or not as they stand in the table. */
class SqliteView implements ControlView {

    private final Sql sql;
    private final Instant now;
    private final long version;
    private final LogEnd logEnd;
    final SqliteLeases leases;

    /** @param version of our own tables; 0 for a store that only the reference has written so far */
    SqliteView(Sql sql, Instant now, long version, LogEnd logEnd) {
        this.sql = sql;
        this.now = now;
        this.version = version;
        this.logEnd = logEnd;
        this.leases = new SqliteLeases(sql, now);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Optional<Campaign> campaign(String campaignId) {
        return sql.first("SELECT * FROM campaigns WHERE campaign_id = ?", ControlRows::readCampaign, campaignId);
    }

    @Override
    public Optional<Lease> lease(String leaseId) {
        return leases.one(leaseId);
    }

    @Override
    public Optional<Lease> latestLease(String featureId) {
        return leases.latest(featureId);
    }

    @Override
    public List<Lease> openLeases() {
        return leases.open();
    }

    @Override
    public List<Lease> dueLeases(Instant provisionedBefore) {
        return leases.due(provisionedBefore);
    }

    @Override
    public List<Lease> leases(@Nullable String status) {
        return leases.all(status);
    }

    @Override
    public Map<LeaseStatus, Integer> leaseCounts(String campaignId) {
        return leases.counts(campaignId);
    }

    @Override
    public List<BlockedTransition> blockedTransitions(@Nullable String campaignId, @Nullable String status) {
        Filter filter = new Filter().equal("campaign_id", campaignId);
        if ("open".equals(status)) {
            // An argument that could choose a partial index has SQLite plan the statement anew each time.
            filter.and("status = 'open'");
        } else {
            filter.equal("status", status);
        }
        return sql.query(
                "SELECT * FROM blocked_transitions" + filter.where() + " ORDER BY updated_at, blocked_id",
                ControlRows::readBlocked,
                filter.arguments());
    }

    @Override
    public List<Event> events(
            @Nullable String workerId,
            @Nullable String campaignId,
            @Nullable String unackedBy,
            long afterEventId,
            int limit) {
        Filter filter = new Filter()
                .and("event_id > ?", afterEventId)
                .equalOrNull("worker_id", workerId)
                .equalOrNull("campaign_id", campaignId);
        if (unackedBy != null) {
            filter.and(
                    "NOT EXISTS (SELECT 1 FROM worker_event_acks a WHERE a.event_id = worker_events.event_id"
                            + " AND a.worker_id = ?)",
                    unackedBy);
        }
        return sql.query(
                "SELECT * FROM worker_events" + filter.where() + " ORDER BY event_id LIMIT " + limit,
                ControlRows::readEvent,
                filter.arguments());
    }

    @Override
    public List<Long> existingEvents(List<Long> eventIds) {
        return eventIds.stream()
                .filter(id -> sql.first("SELECT 1 FROM worker_events WHERE event_id = ?", row -> row.getInt(1), id)
                        .isPresent())
                .toList();
    }

    @Override
    public List<Conflict> conflicts(@Nullable String status) {
        return conflictTables().all(status);
    }

    @Override
    public Optional<Conflict> conflict(String conflictId) {
        return conflictTables().one(conflictId);
    }

    private SqliteConflicts conflictTables() {
        return new SqliteConflicts(sql, version >= ControlDatabase.WITH_WATCHING);
    }

    @Override
    public RegistryTrace registryTrace() {
        return version < ControlDatabase.WITH_WATCHING ? RegistryTrace.NONE : new SqliteRegistryTrace(sql);
    }

    @Override
    public Optional<Workspace> workspace(String agentId) {
        return version < ControlDatabase.WITH_OPERATIONS ? Optional.empty() : new SqliteWorkspaces(sql).of(agentId);
    }

    @Override
    public List<Long> workspaceBases() {
        return version < ControlDatabase.WITH_OPERATIONS ? List.of() : new SqliteWorkspaces(sql).bases();
    }

    @Override
    public OperationLog operationLog() {
        return version < ControlDatabase.WITH_OPERATIONS ? OperationLog.NONE : new SqliteOperationLog(sql, logEnd);
    }

    @Override
    public List<Worker> workers() {
        return sql.query("SELECT * FROM workers ORDER BY worker_id", ControlRows::readWorker);
    }

    @Override
    public Optional<Worker> workerOfUser(String osUser) {
        return sql.first("SELECT * FROM workers WHERE os_user = ?", ControlRows::readWorker, osUser);
    }

    @Override
    public Optional<Worker> worker(String workerId) {
        return sql.first("SELECT * FROM workers WHERE worker_id = ?", ControlRows::readWorker, workerId);
    }

    @Override
    public Optional<WorkerHolder> holder(String workerId) {
        if (version < ControlDatabase.WITH_WORKER_HOLDERS) {
            return Optional.empty();
        }
        return sql.first("SELECT * FROM ssot_worker_holders WHERE worker_id = ?", ControlRows::readHolder, workerId);
    }

    @Override
    public List<WorkerHolder> holders() {
        if (version < ControlDatabase.WITH_WORKER_HOLDERS) {
            return List.of();
        }
        return sql.query("SELECT * FROM ssot_worker_holders ORDER BY worker_id", ControlRows::readHolder);
    }

    @Override
    public Optional<KeptRun> latestRun(String testId) {
        if (version < ControlDatabase.WITH_RUN_RECORDS) {
            return Optional.empty();
        }
        return sql.first(
                "SELECT * FROM ssot_test_runs WHERE test_id = ? ORDER BY run_id DESC LIMIT 1",
                ControlRows::readRun,
                testId);
    }

    @Override
    public List<KeptRun> runsUnder(String leaseId) {
        if (version < ControlDatabase.WITH_RUN_RECORDS) {
            return List.of();
        }
        return sql.query(
                "SELECT * FROM ssot_test_runs WHERE run_id IN (SELECT MAX(run_id) FROM ssot_test_runs"
                        + " WHERE lease_id = ? GROUP BY test_id) ORDER BY test_id",
                ControlRows::readRun,
                leaseId);
    }

    @Override
    public List<StartedRun> startedRuns() {
        if (version < ControlDatabase.WITH_RUN_RECORDS) {
            return List.of();
        }
        return sql.query("SELECT * FROM ssot_started_runs ORDER BY started_ms, test_id", ControlRows::readStartedRun);
    }

    @Override
    public GateRecords gates() {
        return version < ControlDatabase.WITH_COMPLETION ? GateRecords.NONE : new SqliteGateRecords(sql, now);
    }

    @Override
    public List<Snapshot> snapshots(@Nullable String agentId, int limit) {
        return version < ControlDatabase.WITH_SNAPSHOTS ? List.of() : new SqliteSnapshots(sql).newest(agentId, limit);
    }

    @Override
    public Optional<Snapshot> snapshot(long number) {
        return version < ControlDatabase.WITH_SNAPSHOTS ? Optional.empty() : new SqliteSnapshots(sql).one(number);
    }

    @Override
    public long snapshotBytes() {
        return version < ControlDatabase.WITH_SNAPSHOTS ? 0 : new SqliteSnapshots(sql).bytes();
    }

    @Override
    public Optional<RecordedAnswer> recordedAnswer(String requestId) {
        if (version < ControlDatabase.WITH_OWN_TABLES) {
            return Optional.empty();
        }
        return sql.first(
                "SELECT * FROM ssot_request_answers WHERE request_id = ?",
                row -> new RecordedAnswer(
                        row.getString("request_id"), row.getString("fingerprint"), Sql.object(row, "answer_json")),
                requestId);
    }

    /** True when the tables of ours are those of an earlier release. */
    boolean isOutdated() {
        return version >= ControlDatabase.WITH_OWN_TABLES && version < ControlDatabase.WITH_GROUP_INTENTS;
    }

    /** Registry writes that were announced and neither completed nor dropped, oldest first. */
    List<Intent> pendingIntents() {
        if (version < ControlDatabase.WITH_GROUP_INTENTS) {
            return List.of();
        }
        return sql.query(
                "SELECT * FROM ssot_registry_intents ORDER BY announced_ms",
                row -> new Intent(
                        row.getString("intent_id"),
                        row.getString("previous_hash"),
                        row.getString("expected_hash"),
                        Intent.Completion.list(Sql.tree(row, "completions_json")),
                        Intent.FileStep.list(Sql.tree(row, "files_json")),
                        version < ControlDatabase.WITH_WATCHING
                                ? List.of()
                                : PartChange.list(Sql.tree(row, "changes_json"))));
    }
}
