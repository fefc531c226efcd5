package dev.ssot.operation.control;

import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.Worker;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import java.util.function.BiFunction;

/** The way in for every decision about a worker, who must be known. */
final class KnownWorker {

    private KnownWorker() {}

    static <A extends Record> Reply<A> decide(
            Context context, String workerId, BiFunction<ControlTransaction, Worker, Reply<A>> decision) {
        return context.decide(tx -> tx.worker(workerId)
                .map(worker -> decision.apply(tx, worker))
                .orElseGet(() -> Reply.refused(
                        ErrorCode.NOT_FOUND,
                        "unknown worker: " + workerId,
                        "Use a worker_id that list_workers returns; a worker is known from its first claim on.")));
    }

    static Reply<WorkerResult> retired(Worker worker) {
        return Reply.refused(
                ErrorCode.CONFLICT,
                "worker %s is retired".formatted(worker.workerId()),
                "Make it known again: ssot worker register --worker-id %s.".formatted(worker.workerId()));
    }
}
