package dev.ssot.operation.control;

import dev.ssot.campaign.Lease;
import dev.ssot.campaign.Worker;
import dev.ssot.campaign.WorkerDecisions;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.slice.LeaseView;
import java.util.List;

/** {@code worker.retire}: a worker gets no more leases; those that it has run on, or are given back. */
public final class WorkerRetire implements UseCase<WorkerRetireRequest, WorkerRetireResult> {

    @Override
    public Reply<WorkerRetireResult> run(WorkerRetireRequest request, Context context) {
        return KnownWorker.decide(context, request.workerId(), (tx, worker) -> {
            Worker retired = WorkerDecisions.retire(tx, worker, request.reason());
            List<Lease> ended = request.giveBack() ? WorkerDecisions.giveBack(tx, worker, "worker retired") : List.of();
            return Reply.answer(new WorkerRetireResult(
                    true,
                    WorkerView.of(retired, tx),
                    ended.stream()
                            .map(lease -> LeaseView.withoutToken(lease, tx.now()))
                            .toList()));
        });
    }
}
