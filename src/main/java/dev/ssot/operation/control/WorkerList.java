package dev.ssot.operation.control;

import dev.ssot.campaign.Lease;
import dev.ssot.campaign.WorkerHolder;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code worker.list}: who is known, who is there, and what each one holds. */
public final class WorkerList implements UseCase<WorkerListRequest, WorkerListResult> {

    @Override
    public Reply<WorkerListResult> run(WorkerListRequest request, Context context) {
        return context.read(view -> {
            List<Lease> leases = view.openLeases();
            Map<String, WorkerHolder> holders =
                    view.holders().stream().collect(Collectors.toMap(WorkerHolder::workerId, Function.identity()));
            return Reply.answer(new WorkerListResult(
                    true,
                    view.workers().stream()
                            .filter(worker ->
                                    request.status() == null || request.status().equals(worker.status()))
                            .map(worker -> WorkerView.of(worker, holders.get(worker.workerId()), leases, view.now()))
                            .toList()));
        });
    }
}
