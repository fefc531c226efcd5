package dev.ssot.operation.control;

import dev.ssot.campaign.Worker;
import dev.ssot.campaign.WorkerDecisions;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code worker.resume}: a paused worker gets leases again. */
public final class WorkerResume implements UseCase<WorkerRequest, WorkerResult> {

    @Override
    public Reply<WorkerResult> run(WorkerRequest request, Context context) {
        return KnownWorker.decide(
                context,
                request.workerId(),
                (tx, worker) -> worker.hasStatus(Worker.RETIRED)
                        ? KnownWorker.retired(worker)
                        : Reply.answer(new WorkerResult(true, WorkerView.of(WorkerDecisions.resume(tx, worker), tx))));
    }
}
