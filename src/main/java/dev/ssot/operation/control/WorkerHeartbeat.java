package dev.ssot.operation.control;

import dev.ssot.campaign.WorkerDecisions;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code worker.heartbeat}: marks a worker alive. Its leases have deadlines of their own. */
public final class WorkerHeartbeat implements UseCase<WorkerRequest, WorkerResult> {

    @Override
    public Reply<WorkerResult> run(WorkerRequest request, Context context) {
        return KnownWorker.decide(
                context,
                request.workerId(),
                (tx, worker) ->
                        Reply.answer(new WorkerResult(true, WorkerView.of(WorkerDecisions.heartbeat(tx, worker), tx))));
    }
}
