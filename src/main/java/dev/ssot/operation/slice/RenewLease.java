package dev.ssot.operation.slice;

import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.operation.Context;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import java.time.Duration;

/** {@code slice.renew}: gives the holder of a lease more time. What has expired stays expired. */
public final class RenewLease implements UseCase<RenewLeaseRequest, RenewLeaseResult> {

    @Override
    public Reply<RenewLeaseResult> run(RenewLeaseRequest request, Context context) {
        Duration ttl = Duration.ofSeconds(request.ttlSeconds());
        return HeldLease.decide(
                context,
                request.ref(),
                (tx, lease) -> Reply.answer(
                        new RenewLeaseResult(true, LeaseView.withToken(LeaseDecisions.renew(tx, lease, ttl)))));
    }
}
