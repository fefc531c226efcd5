package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.registry.json.Json;
import java.util.List;

/** What may happen to a worker after it was registered. Each method is a part of one transaction. */
public final class WorkerDecisions {

    private WorkerDecisions() {}

    /** Marks it alive. Silent: the events tell of decisions, not of every sign of life. */
    public static Worker heartbeat(ControlTransaction tx, Worker worker) {
        Worker seen = worker.seenAt(tx.now());
        tx.upsertWorker(seen);
        return seen;
    }

    public static Worker pause(ControlTransaction tx, Worker worker, String reason) {
        return turn(tx, worker, Worker.PAUSED, Kind.WORKER_PAUSED, Action.PAUSE_AND_CHECK_CONFLICTS, reason);
    }

    public static Worker resume(ControlTransaction tx, Worker worker) {
        return turn(tx, worker, Worker.ACTIVE, Kind.WORKER_RESUMED, Action.WORK_MAY_BE_AVAILABLE, "");
    }

    /** Whoever claims under its name next holds it. What it holds itself goes on. */
    public static Worker retire(ControlTransaction tx, Worker worker, String reason) {
        tx.releaseWorker(worker.workerId());
        return turn(tx, worker, Worker.RETIRED, Kind.WORKER_RETIRED, Action.NONE, reason);
    }

    /** Ends every lease of the worker, so that others get its slices at once. */
    public static List<Lease> giveBack(ControlTransaction tx, Worker worker, String reason) {
        LeaseDecisions.expireDue(tx);
        return tx.openLeases().stream()
                .filter(lease -> lease.workerId().equals(worker.workerId()))
                .map(lease -> LeaseDecisions.abandon(tx, lease, reason).lease())
                .toList();
    }

    /** What is so already is not told again. */
    private static Worker turn(
            ControlTransaction tx, Worker worker, String status, Kind kind, Action action, String reason) {
        if (worker.hasStatus(status)) {
            return worker;
        }
        Worker turned = worker.in(status);
        tx.upsertWorker(turned);
        ObjectNode payload = Json.object().put("worker_id", worker.workerId());
        if (!reason.isEmpty()) {
            payload.put("reason", reason);
        }
        tx.emit(NewEvent.ofWorker(kind, worker.workerId(), action, payload));
        return turned;
    }
}
