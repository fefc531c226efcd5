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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reading of a store that nobody has written yet. */
record EmptyView(Instant now) implements ControlView {

    @Override
    public Optional<Campaign> campaign(String campaignId) {
        return Optional.empty();
    }

    @Override
    public Optional<Lease> lease(String leaseId) {
        return Optional.empty();
    }

    @Override
    public List<Lease> openLeases() {
        return List.of();
    }

    @Override
    public List<Lease> dueLeases(Instant provisionedBefore) {
        return List.of();
    }

    @Override
    public List<Lease> leases(@Nullable String status) {
        return List.of();
    }

    @Override
    public Map<LeaseStatus, Integer> leaseCounts(String campaignId) {
        return Map.of();
    }

    @Override
    public List<BlockedTransition> blockedTransitions(@Nullable String campaignId, @Nullable String status) {
        return List.of();
    }

    @Override
    public List<Event> events(
            @Nullable String workerId,
            @Nullable String campaignId,
            @Nullable String unackedBy,
            long afterEventId,
            int limit) {
        return List.of();
    }

    @Override
    public List<Long> existingEvents(List<Long> eventIds) {
        return List.of();
    }

    @Override
    public List<Conflict> conflicts(@Nullable String status) {
        return List.of();
    }

    @Override
    public Optional<Conflict> conflict(String conflictId) {
        return Optional.empty();
    }

    @Override
    public RegistryTrace registryTrace() {
        return RegistryTrace.NONE;
    }

    @Override
    public Optional<Lease> latestLease(String featureId) {
        return Optional.empty();
    }

    @Override
    public Optional<Workspace> workspace(String agentId) {
        return Optional.empty();
    }

    @Override
    public List<Long> workspaceBases() {
        return List.of();
    }

    @Override
    public OperationLog operationLog() {
        return OperationLog.NONE;
    }

    @Override
    public List<Worker> workers() {
        return List.of();
    }

    @Override
    public Optional<Worker> worker(String workerId) {
        return Optional.empty();
    }

    @Override
    public Optional<WorkerHolder> holder(String workerId) {
        return Optional.empty();
    }

    @Override
    public List<WorkerHolder> holders() {
        return List.of();
    }

    @Override
    public Optional<Worker> workerOfUser(String osUser) {
        return Optional.empty();
    }

    @Override
    public Optional<KeptRun> latestRun(String testId) {
        return Optional.empty();
    }

    @Override
    public List<KeptRun> runsUnder(String leaseId) {
        return List.of();
    }

    @Override
    public List<StartedRun> startedRuns() {
        return List.of();
    }

    @Override
    public GateRecords gates() {
        return GateRecords.NONE;
    }

    @Override
    public Optional<RecordedAnswer> recordedAnswer(String requestId) {
        return Optional.empty();
    }

    @Override
    public List<Snapshot> snapshots(@Nullable String agentId, int limit) {
        return List.of();
    }

    @Override
    public Optional<Snapshot> snapshot(long number) {
        return Optional.empty();
    }

    @Override
    public long snapshotBytes() {
        return 0;
    }
}
