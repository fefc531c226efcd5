package dev.ssot.operation.slice;

import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.operation.Context;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code slice.beat}: gives a lease the time again that its holder last gave it, without an event. */
public final class Beat implements UseCase<BeatRequest, BeatResult> {

    @Override
    public Reply<BeatResult> run(BeatRequest request, Context context) {
        return HeldLease.decide(
                context,
                request.ref(),
                (tx, lease) -> Reply.answer(
                        new BeatResult(true, LeaseDecisions.beat(tx, lease).expiresAt())));
    }
}
