package dev.ssot.operation;

import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.Holding;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.campaign.LeaseStatus;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The way in for every write that carries a lease: it is decided only for the one who holds it now. */
public final class HeldLease {

    private static final String CLAIM_AGAIN = "Stop working on this slice and call claim_next_maturation_slice.";

    private HeldLease() {}

    public static <A extends Record> Reply<A> decide(
            Context context, LeaseRef ref, BiFunction<ControlTransaction, Lease, Reply<A>> decision) {
        return context.decide(tx -> {
            LeaseDecisions.expireDue(tx);
            Holding holding = Holding.of(tx, ref);
            return holding instanceof Holding.Held(Lease lease)
                    ? decision.apply(tx, lease)
                    : new Reply.Refused<>(refusal(holding, ref));
        });
    }

    /** Gives the lease its time again, ahead of or during what its holder does; or says why there is none. */
    public static Optional<Refusal> beat(Context context, LeaseRef ref) {
        return context.place().control().decide(context.now(), tx -> {
            LeaseDecisions.expireDue(tx);
            Holding holding = Holding.of(tx, ref);
            if (holding instanceof Holding.Held(Lease lease)) {
                LeaseDecisions.beat(tx, lease);
                return Optional.empty();
            }
            return Optional.of(refusal(holding, ref));
        });
    }

    /** Why the lease is not held; empty when it is. */
    public static Optional<Refusal> refusal(ControlView view, LeaseRef ref) {
        Holding holding = Holding.of(view, ref);
        return holding instanceof Holding.Held ? Optional.empty() : Optional.of(refusal(holding, ref));
    }

    public static Refusal unknown(String leaseId) {
        return new Refusal(
                ErrorCode.NOT_FOUND,
                "unknown lease: " + leaseId,
                "Use the lease_id that claim_next_maturation_slice returned in this repository.");
    }

    private static Refusal refusal(Holding holding, LeaseRef ref) {
        return switch (holding) {
            case Holding.Held(Lease lease) -> throw new IllegalArgumentException(lease.leaseId() + " is held");
            case Holding.Unknown(String leaseId) -> unknown(leaseId);
            case Holding.NotActive(Lease lease, LeaseStatus status, @Nullable Lease successor) ->
                new Refusal(
                        ErrorCode.LEASE_NOT_ACTIVE,
                        "lease is not active: " + status.text(),
                        successorOf(lease, successor) + CLAIM_AGAIN);
            case Holding.NotOwned(Lease lease) ->
                new Refusal(
                        ErrorCode.LEASE_NOT_HELD,
                        "worker does not own lease: %s is held by %s, not by %s"
                                .formatted(lease.leaseId(), lease.workerId(), ref.workerId()),
                        "Use the worker_id and lease_id of one grant together.");
            case Holding.Fenced(Lease lease) ->
                new Refusal(
                        ErrorCode.LEASE_NOT_HELD,
                        "stale fencing token: %d is not the token of %s".formatted(ref.fencingToken(), lease.leaseId()),
                        "Use the fencing_token that the grant of this lease returned.");
        };
    }

    private static String successorOf(Lease lease, @Nullable Lease successor) {
        return successor == null
                ? ""
                : "%s is now held by %s until %s. "
                        .formatted(lease.featureId(), successor.workerId(), successor.expiresAt());
    }
}
