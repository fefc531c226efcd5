package dev.ssot.operation.entity;

import dev.ssot.campaign.LeaseRef;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Reply;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lease that a change names, if it names one: its two arguments go together. */
public record WrittenUnder(
        @Nullable String leaseId, @Nullable Long fencingToken) {

    /** @param write is told the lease, or null */
    public <A extends Record> Reply<A> complete(Function<@Nullable LeaseRef, Reply<A>> write) {
        if (leaseId == null && fencingToken == null) {
            return write.apply(null);
        }
        return leaseId != null && fencingToken != null
                ? write.apply(new LeaseRef(null, leaseId, fencingToken))
                : Reply.refused(
                        ErrorCode.INVALID_ARGUMENTS,
                        "lease_id and fencing_token are given together",
                        "Give both as the claim returned them, or leave both out.");
    }
}
