package dev.ssot.operation.control;

import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.Worker;
import dev.ssot.campaign.WorkerRegistration;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.json.Json;
import java.util.Optional;

/** {@code worker.register}: makes a worker known, or marks one alive. */
public final class WorkerRegister implements UseCase<WorkerRegisterRequest, WorkerRegisterResult> {

    @Override
    public Reply<WorkerRegisterResult> run(WorkerRegisterRequest request, Context context) {
        return context.decide(tx -> {
            WorkerRegistration registration = new WorkerRegistration(tx, request.workerId(), request.osUser());
            Optional<String> refusal = registration.refusal();
            if (refusal.isPresent()) {
                return Reply.refused(ErrorCode.CONFLICT, refusal.get(), WorkerRegistration.NEXT);
            }
            Worker worker = registration.register();
            tx.emit(new NewEvent(
                    NewEvent.Kind.WORKER_REGISTERED,
                    null,
                    worker.workerId(),
                    null,
                    NewEvent.Action.NONE,
                    Json.tree(worker)));
            return Reply.answer(new WorkerRegisterResult(true, worker));
        });
    }
}
