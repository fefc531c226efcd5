package dev.ssot.campaign;

import dev.ssot.campaign.log.NewEntry;
import dev.ssot.registry.Tier;
import dev.ssot.registry.guard.GateReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One decision: everything written through it becomes durable together, or not at all. */
public interface ControlTransaction extends ControlView {

    /** A token above every one that the store has ever held, foreign writers' tokens included. */
    long nextFencingToken();

    /** Inserts the worker, or changes all of it but the time at which it started. */
    void upsertWorker(Worker worker);

    /** Keeps which process claims under a worker's name, in place of the one before. */
    void holdWorker(WorkerHolder holder);

    /** From here on no process holds the worker's name. */
    void releaseWorker(String workerId);

    void insertCampaign(Campaign campaign);

    void completeCampaign(String campaignId, Instant completedAt);

    void insertLease(Lease lease);

    /** Writes status, deadlines and result of a lease that exists. */
    void updateLease(Lease lease);

    /** Adds roots to a lease that exists. */
    void addRoots(Lease lease, List<String> roots);

    /** Opens a blocker, or brings the open one of the same transition up to date; answers it as stored. */
    BlockedTransition block(
            String campaignId, String featureId, Tier fromTier, Tier toTier, String reason, List<String> failures);

    BlockedTransition resolve(BlockedTransition blocked, String reason);

    void acknowledge(String workerId, List<Long> eventIds, String action);

    void recordGateReport(String reportId, String leaseId, String featureId, GateReport report);

    /** Says that these runs begin, so that somebody ends them should this process die. */
    void startRuns(List<StartedRun> runs);

    /** Keeps the record of a run, which is over now; of a test, and of a test under a lease, only the newest are kept. */
    void recordRun(TestRun run);

    /** Forgets runs of that name which began and never will end. */
    void dropRuns(String run);

    @Override
    GateRecords.Writing gates();

    /** Opens a conflict; empty when the same one is open already, or was resolved in this very state. */
    Optional<Conflict> openConflict(NewConflict found);

    /** Settles an open conflict; answers it as stored. */
    Conflict resolveConflict(String conflictId, String resolvedBy, String reason);

    /** Where it is kept which snapshots there are. */
    SnapshotRecords snapshotRecords();

    /** Keeps that the agent has a workspace, in place of the one before. */
    void openWorkspace(Workspace workspace);

    /** The agent has none any more. */
    void closeWorkspace(String agentId);

    /** Makes a content that others wrote the known one. */
    void adopt(RegistryTrace.Adoption adoption);

    void emit(NewEvent event);

    void record(RecordedAnswer answer);

    /** Tells the log of a change of files, and answers its number; what a decision itself writes is told without this. */
    long log(NewEntry entry);
}
