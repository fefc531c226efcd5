package dev.ssot.campaign;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Somebody who pulls work. {@code osUser} is unique among workers, as the reference has it. */
public record Worker(String workerId, String osUser, String status, Instant startedAt, Instant heartbeatAt) {

    /** Gets work. Also whatever status a foreign writer gives. */
    public static final String ACTIVE = "active";

    /** Gets no new work until somebody resumes it; what it holds goes on. */
    public static final String PAUSED = "paused";

    /** Gets no new work until it registers again. */
    public static final String RETIRED = "retired";

    public boolean hasStatus(String one) {
        return status.equals(one);
    }

    Worker in(String newStatus) {
        return new Worker(workerId, osUser, newStatus, startedAt, heartbeatAt);
    }

    /** Times are kept in whole seconds, as the reference keeps them. */
    Worker seenAt(Instant now) {
        return new Worker(workerId, osUser, status, startedAt, now.truncatedTo(ChronoUnit.SECONDS));
    }
}
