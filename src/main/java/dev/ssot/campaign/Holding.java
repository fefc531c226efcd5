package dev.ssot.campaign;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the one who calls holds the lease that it names, now. */
public sealed interface Holding {

    record Held(Lease lease) implements Holding {}

    record Unknown(String leaseId) implements Holding {}

    /** The lease is finished or past its deadline. {@code successor} is who holds the same feature now. */
    record NotActive(
            Lease lease, LeaseStatus status, @Nullable Lease successor) implements Holding {}

    /** Another worker's lease. */
    record NotOwned(Lease lease) implements Holding {}

    /** The right worker with a token of an earlier life. */
    record Fenced(Lease lease) implements Holding {}

    /** The checks in the order that the contract states: known, active, owner, token. */
    static Holding of(ControlView view, LeaseRef ref) {
        Optional<Lease> found = view.lease(ref.leaseId());
        if (found.isEmpty()) {
            return new Unknown(ref.leaseId());
        }
        Lease lease = found.get();
        LeaseStatus status = lease.isOverdue(view.now()) ? LeaseStatus.EXPIRED : lease.status();
        if (status != LeaseStatus.ACTIVE) {
            return new NotActive(lease, status, successor(view, lease));
        }
        if (ref.workerId() != null && !ref.workerId().equals(lease.workerId())) {
            return new NotOwned(lease);
        }
        return lease.fencingToken() == ref.fencingToken() ? new Held(lease) : new Fenced(lease);
    }

    private static @Nullable Lease successor(ControlView view, Lease lease) {
        return view.openLeases().stream()
                .filter(open -> open.featureId().equals(lease.featureId()) && !open.isOverdue(view.now()))
                .findFirst()
                .orElse(null);
    }
}
