package dev.ssot.operation.control;

import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.Processes.Life;
import dev.ssot.campaign.Worker;
import dev.ssot.campaign.WorkerHolder;
import dev.ssot.operation.LocalProcesses;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A worker as results show it.
 *
 * @param heartbeatAt when it last gave a sign of life
 * @param holder the process that claims under its name; null when none does
 * @param openLeases what it holds now
 */
public record WorkerView(
        String workerId,
        String osUser,
        String status,
        Instant startedAt,
        Instant heartbeatAt,
        @Nullable Holder holder,
        List<OpenLease> openLeases) {

    /**
     * A process.
     *
     * @param life {@code alive}, {@code gone}, or {@code elsewhere} for one of another machine
     */
    public record Holder(String process, Instant since, String life) {

        private static Holder of(WorkerHolder holder) {
            Life life = LocalProcesses.INSTANCE.lifeOf(holder.process());
            return new Holder(
                    LocalProcesses.INSTANCE.describe(holder.process()),
                    holder.since(),
                    life.name().toLowerCase(Locale.ROOT));
        }
    }

    /** What the worker works on. */
    public record OpenLease(
            String leaseId, String campaignId, String featureId, Instant expiresAt, List<String> pathRoots) {

        private static OpenLease of(Lease lease) {
            return new OpenLease(
                    lease.leaseId(), lease.campaignId(), lease.featureId(), lease.expiresAt(), lease.pathRoots());
        }
    }

    static WorkerView of(Worker worker, ControlView view) {
        return of(worker, view.holder(worker.workerId()).orElse(null), view.openLeases(), view.now());
    }

    /** @param leases of all workers */
    static WorkerView of(Worker worker, @Nullable WorkerHolder holder, List<Lease> leases, Instant now) {
        return new WorkerView(
                worker.workerId(),
                worker.osUser(),
                worker.status(),
                worker.startedAt(),
                worker.heartbeatAt(),
                holder == null ? null : Holder.of(holder),
                leases.stream()
                        .filter(lease -> lease.workerId().equals(worker.workerId()) && !lease.isOverdue(now))
                        .map(OpenLease::of)
                        .toList());
    }
}
