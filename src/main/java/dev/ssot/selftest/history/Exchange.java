package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call and its end, as the one who asked saw them.
 *
 * @param askedAt nanoseconds since the history began; the call was not decided before
 * @param endedAt the call was not decided later, unless it was lost
 * @param clock the earliest time that the clock by which it was decided showed when it was asked
 */
public record Exchange(
        long number,
        String actor,
        String operation,
        ObjectNode arguments,
        @Nullable String requestId,
        long askedAt,
        long endedAt,
        Instant clock,
        End end) {

    public static final String CLAIM = "slice.claim";
    public static final String RENEW = "slice.renew";
    public static final String COMPLETE = "slice.complete";
    public static final String ABANDON = "slice.abandon";
    public static final String CREATE = "registry.entity.create";
    public static final String UPDATE = "registry.entity.update";

    /** The result, when it was answered and says that it passed. */
    Optional<ObjectNode> passed() {
        return answer().filter(result -> result.path("passed").asBoolean());
    }

    Optional<ObjectNode> answer() {
        return end instanceof End.Answered(ObjectNode result) ? Optional.of(result) : Optional.empty();
    }

    boolean isLost() {
        return end instanceof End.Lost;
    }

    boolean is(String wanted) {
        return operation.equals(wanted);
    }

    /** Whether it had been answered before the other one was asked. */
    boolean precedes(Exchange other) {
        return !isLost() && endedAt < other.askedAt;
    }

    String leaseId() {
        return arguments.path("lease_id").asText();
    }

    String told() {
        return "call %d (%s of %s%s)"
                .formatted(number, operation, actor, requestId == null ? "" : ", request " + requestId);
    }
}
