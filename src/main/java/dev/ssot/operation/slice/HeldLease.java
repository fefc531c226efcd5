package dev.ssot.operation.slice;

import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.Holding;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.campaign.LeaseStatus;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The way in for every write that carries a lease: it is decided only for the one who holds it now. */
final class HeldLease {

    private static final String CLAIM_AGAIN = "Stop working on this slice and call claim_next_maturation_slice.";

    private HeldLease() {}

    static <A extends Record> Reply<A> decide(
            Context context, LeaseRef ref, BiFunction<ControlTransaction, Lease, Reply<A>> decision) {
        return context.decide(tx -> {
            LeaseDecisions.expireDue(tx);
            return switch (Holding.of(tx, ref)) {
                case Holding.Held(Lease lease) -> decision.apply(tx, lease);
                case Holding.Unknown(String leaseId) -> unknown(leaseId);
                case Holding.NotActive(Lease lease, LeaseStatus status, @Nullable Lease successor) ->
                    Reply.refused(
                            ErrorCode.LEASE_NOT_ACTIVE,
                            "lease is not active: " + status.text(),
                            successorOf(lease, successor) + CLAIM_AGAIN);
                case Holding.NotOwned(Lease lease) ->
                    Reply.refused(
                            ErrorCode.LEASE_NOT_HELD,
                            "worker does not own lease: %s is held by %s, not by %s"
                                    .formatted(lease.leaseId(), lease.workerId(), ref.workerId()),
                            "Use the worker_id and lease_id of one grant together.");
                case Holding.Fenced(Lease lease) ->
                    Reply.refused(
                            ErrorCode.LEASE_NOT_HELD,
                            "stale fencing token: %d is not the token of %s"
                                    .formatted(ref.fencingToken(), lease.leaseId()),
                            "Use the fencing_token that the grant of this lease returned.");
            };
        });
    }

    static <A extends Record> Reply<A> unknown(String leaseId) {
        return Reply.refused(
                ErrorCode.NOT_FOUND,
                "unknown lease: " + leaseId,
                "Use the lease_id that claim_next_maturation_slice returned in this repository.");
    }

    private static String successorOf(Lease lease, @Nullable Lease successor) {
        return successor == null
                ? ""
                : "%s is now held by %s until %s. "
                        .formatted(lease.featureId(), successor.workerId(), successor.expiresAt());
    }
}
