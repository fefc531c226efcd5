package dev.ssot.operation.control;

import dev.ssot.campaign.Claiming;
import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.Worker;
import dev.ssot.campaign.WorkerRegistration;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.json.Json;
import java.util.Optional;

/** {@code worker.register}: makes a worker known, or marks one alive; the calling session holds its name from then on. */
public final class WorkerRegister implements UseCase<WorkerRegisterRequest, WorkerResult> {

    @Override
    public Reply<WorkerResult> run(WorkerRegisterRequest request, Context context) {
        return context.decide(tx -> {
            WorkerRegistration registration =
                    new WorkerRegistration(tx, request.workerId(), request.osUser(), context.claimant());
            Optional<Claiming.Refused> refusal = registration
                    .userRefusal()
                    .or(() -> request.takeover() ? Optional.empty() : registration.holderRefusal());
            if (refusal.isPresent()) {
                return Reply.refused(
                        ErrorCode.CONFLICT,
                        refusal.get().message(),
                        refusal.get().next());
            }
            registration.takeOver();
            Worker worker = registration.register();
            tx.emit(NewEvent.ofWorker(
                    NewEvent.Kind.WORKER_REGISTERED, worker.workerId(), NewEvent.Action.NONE, Json.tree(worker)));
            return Reply.answer(new WorkerResult(true, WorkerView.of(worker, tx)));
        });
    }
}
