package dev.ssot.operation.event;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code event.list}: what happened since, for one worker or for all. */
public final class WorkerEvents implements UseCase<WorkerEventsRequest, WorkerEventsResult> {

    @Override
    public Reply<WorkerEventsResult> run(WorkerEventsRequest request, Context context) {
        if (request.unackedOnly() && request.workerId() == null) {
            return Reply.refused(
                    ErrorCode.INVALID_ARGUMENTS,
                    "unacked_only needs a worker_id: acknowledgements belong to a worker",
                    "Name the worker whose unacknowledged events you want.");
        }
        return Reply.answer(new WorkerEventsResult(
                true,
                context.read(view -> view.events(
                        request.workerId(),
                        request.campaignId(),
                        request.unackedOnly() ? request.workerId() : null,
                        request.afterEventId(),
                        request.limit()))));
    }
}
