package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event to be written in the transaction of the change that it tells of. */
public record NewEvent(
        Kind kind,
        @Nullable String campaignId,
        @Nullable String workerId,
        @Nullable String leaseId,
        Action recommendedAction,
        ObjectNode payload) {

    /** What happened, with the severity that it always has. */
    public enum Kind {
        WORKER_REGISTERED(Severity.INFO),
        WORKER_TAKEN_OVER(Severity.WARN),
        WORKER_PAUSED(Severity.INFO),
        WORKER_RESUMED(Severity.INFO),
        WORKER_RETIRED(Severity.WARN),
        REGISTRY_UPDATED(Severity.INFO),
        REGISTRY_SCAFFOLDED(Severity.INFO),
        MATURATION_TRANSITION_BLOCKED(Severity.WARN),
        MATURATION_TRANSITION_REPAIRED(Severity.INFO),
        MATURATION_LEASE_ACQUIRED(Severity.INFO),
        MATURATION_LEASE_RENEWED(Severity.INFO),
        MATURATION_LEASE_EXTENDED(Severity.INFO),
        MATURATION_LEASE_ABANDONED(Severity.WARN),
        TIER_GATE_FAILED(Severity.ERROR),
        TIER_GATE_PASSED(Severity.INFO),
        MATURATION_LEASE_COMPLETED(Severity.INFO),
        GATE_OVERRIDDEN(Severity.WARN),
        VERIFICATION_LEVEL_SET(Severity.WARN),
        LEASE_EXPIRED(Severity.WARN),
        CAMPAIGN_COMPLETE(Severity.INFO),
        PATH_CONFLICT_DETECTED(Severity.ERROR),
        WORKTREE_CHANGED(Severity.INFO),
        OUT_OF_LEASE_PATH_CHANGED(Severity.ERROR),
        UNAUTHORIZED_REGISTRY_WRITE(Severity.CRITICAL),
        FORBIDDEN_PATH_CHANGED(Severity.CRITICAL),
        REGISTRY_CHANGED_OUTSIDE(Severity.INFO),
        REGISTRY_MADE_INVALID(Severity.ERROR),
        REGISTRY_OVERWRITTEN(Severity.CRITICAL),
        CONFLICT_RESOLVED(Severity.INFO),
        CLOCK_WENT_BACK(Severity.WARN);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        public String severity() {
            return severity.name().toLowerCase(Locale.ROOT);
        }

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much an event matters to the one who reads it. */
    public enum Severity {
        INFO,
        WARN,
        ERROR,
        CRITICAL
    }

    /** What a worker who sees the event had better do. */
    public enum Action {
        NONE,
        WORK_MAY_BE_AVAILABLE,
        REFRESH_CONTEXT,
        PAUSE_AND_CHECK_CONFLICTS,
        STOP_CURRENT_WORK,
        RENEW_LEASE,
        OPERATOR_REPAIR_REQUIRED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** An event about the repository as a whole. */
    public static NewEvent of(Kind kind, Action action, ObjectNode payload) {
        return new NewEvent(kind, null, null, null, action, payload);
    }

    /** An event about a worker. */
    public static NewEvent ofWorker(Kind kind, String workerId, Action action, ObjectNode payload) {
        return new NewEvent(kind, null, workerId, null, action, payload);
    }

    /** An event about a lease. */
    public static NewEvent of(Kind kind, Lease lease, Action action, ObjectNode payload) {
        return new NewEvent(kind, lease.campaignId(), lease.workerId(), lease.leaseId(), action, payload);
    }
}
