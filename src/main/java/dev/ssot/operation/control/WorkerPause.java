package dev.ssot.operation.control;

import dev.ssot.campaign.Worker;
import dev.ssot.campaign.WorkerDecisions;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code worker.pause}: a worker gets no new lease until it is resumed. */
public final class WorkerPause implements UseCase<WorkerPauseRequest, WorkerResult> {

    @Override
    public Reply<WorkerResult> run(WorkerPauseRequest request, Context context) {
        return KnownWorker.decide(
                context,
                request.workerId(),
                (tx, worker) -> worker.hasStatus(Worker.RETIRED)
                        ? KnownWorker.retired(worker)
                        : Reply.answer(new WorkerResult(
                                true, WorkerView.of(WorkerDecisions.pause(tx, worker, request.reason()), tx))));
    }
}
