package dev.ssot.campaign;

import dev.ssot.campaign.log.OperationLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One consistent reading of the control store. A store that does not exist yet reads as an empty one. */
public interface ControlView {

    /** The time of this reading or decision: the wall clock, but never before the last decision in the store. */
    Instant now();

    Optional<Campaign> campaign(String campaignId);

    Optional<Lease> lease(String leaseId);

    /** The newest lease on the feature, open or not. */
    Optional<Lease> latestLease(String featureId);

    /** The leases in status provisioning or active, overdue ones included, by id. */
    List<Lease> openLeases();

    /** Of the open leases, at least those past their deadline and those provisioned by then, by id. */
    List<Lease> dueLeases(Instant provisionedBefore);

    /** All leases, or those that stand in that status now, by creation; an overdue one counts as expired. */
    List<Lease> leases(@Nullable String status);

    /** How many leases of the campaign stand in which status; overdue ones count as expired. */
    Map<LeaseStatus, Integer> leaseCounts(String campaignId);

    /** By last update, then id. Null matches every campaign or status. */
    List<BlockedTransition> blockedTransitions(@Nullable String campaignId, @Nullable String status);

    /**
     * Events after the cursor, ascending. A filter also lets through events that name no worker or campaign.
     *
     * @param unackedBy leave out what this worker has acknowledged; null leaves out nothing
     */
    List<Event> events(
            @Nullable String workerId,
            @Nullable String campaignId,
            @Nullable String unackedBy,
            long afterEventId,
            int limit);

    /** Those of the ids for which an event exists. */
    List<Long> existingEvents(List<Long> eventIds);

    List<Conflict> conflicts(@Nullable String status);

    Optional<Conflict> conflict(String conflictId);

    RegistryTrace registryTrace();

    /** Everything that was changed, the newest of it included. */
    OperationLog operationLog();

    List<Worker> workers();

    Optional<Worker> worker(String workerId);

    Optional<Worker> workerOfUser(String osUser);

    /** The process that claimed under the worker's name last, alive or not. */
    Optional<WorkerHolder> holder(String workerId);

    List<WorkerHolder> holders();

    /** The newest run of the test by this program on this machine, whatever its outcome. */
    Optional<KeptRun> latestRun(String testId);

    /** The newest run of each test under the lease, by test. */
    List<KeptRun> runsUnder(String leaseId);

    /** The runs whose end is not recorded, by start. */
    List<StartedRun> startedRuns();

    /** How slices are judged. */
    GateRecords gates();

    Optional<RecordedAnswer> recordedAnswer(String requestId);

    /** The newest first; null for those of every agent. */
    List<Snapshot> snapshots(@Nullable String agentId, int limit);

    Optional<Snapshot> snapshot(long number);

    /** The workspace of the agent. */
    Optional<Workspace> workspace(String agentId);

    /** Numbers of the snapshots that workspaces began as. */
    List<Long> workspaceBases();

    /** The space that all snapshots take, as far as it is known without looking at each. */
    long snapshotBytes();
}
