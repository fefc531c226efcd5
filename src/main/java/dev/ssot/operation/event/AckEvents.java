package dev.ssot.operation.event;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import java.util.ArrayList;
import java.util.List;

/** {@code event.ack}: keeps that a worker has dealt with events; acknowledging again overwrites the action. */
public final class AckEvents implements UseCase<AckEventsRequest, AckEventsResult> {

    @Override
    public Reply<AckEventsResult> run(AckEventsRequest request, Context context) {
        return context.decide(tx -> {
            List<Long> unknown = new ArrayList<>(request.eventIds());
            unknown.removeAll(tx.existingEvents(request.eventIds()));
            if (!unknown.isEmpty()) {
                return Reply.refused(
                        ErrorCode.NOT_FOUND,
                        "unknown event ids: " + unknown,
                        "Acknowledge event_id values that get_worker_events returned in this repository.");
            }
            tx.acknowledge(request.workerId(), request.eventIds(), request.action());
            return Reply.answer(new AckEventsResult(true, request.workerId(), request.eventIds(), request.action()));
        });
    }
}
