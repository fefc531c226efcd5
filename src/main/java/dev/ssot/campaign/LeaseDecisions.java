package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.registry.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What may happen to a lease after it was granted. Each method is a part of one transaction. */
public final class LeaseDecisions {

    /** The reference inserts a lease and activates it a moment later; one that stays provisioning lost its writer. */
    private static final Duration PROVISIONING_LIMIT = Duration.ofMinutes(1);

    private static final List<String> STRUCTURAL = List.of(
            "missing target-tier claim",
            "missing target tier claim",
            "no linked",
            "lease forbids registry",
            "registry edits",
            "registry wiring",
            "claim wiring");

    private LeaseDecisions() {}

    /** An abandoned lease, and the blocker that its reason opened. */
    public record Abandoned(Lease lease, @Nullable BlockedTransition blocked) {}

    /**
     * Ends every lease past its deadline, so that a dead worker blocks nobody. Every decision on leases starts here.
     *
     * @return those that have ended
     */
    public static List<Lease> expireDue(ControlTransaction tx) {
        List<Lease> ended = new ArrayList<>();
        Instant provisionedBefore = tx.now().minus(PROVISIONING_LIMIT);
        for (Lease lease : tx.dueLeases(provisionedBefore)) {
            boolean orphaned = lease.status() == LeaseStatus.PROVISIONING
                    && lease.createdAt().isBefore(provisionedBefore);
            if (lease.isOverdue(tx.now()) || orphaned) {
                ObjectNode result = Json.object().put("reason", "ttl_expired");
                Lease expired = lease.finished(LeaseStatus.EXPIRED, tx.now(), result);
                tx.updateLease(expired);
                ObjectNode payload = Json.object().put("feature_id", lease.featureId());
                tx.emit(NewEvent.of(Kind.LEASE_EXPIRED, expired, Action.STOP_CURRENT_WORK, payload));
                ended.add(expired);
            }
        }
        return ended;
    }

    public static Lease renew(ControlTransaction tx, Lease lease, Duration ttl) {
        Lease renewed = lease.renewed(tx.now(), deadline(tx.now(), ttl));
        tx.updateLease(renewed);
        ObjectNode payload = Json.object().put("expires_at", renewed.expiresAt().toString());
        tx.emit(NewEvent.of(Kind.MATURATION_LEASE_RENEWED, renewed, Action.RENEW_LEASE, payload));
        return renewed;
    }

    /**
     * Gives the lease again the time that it was last given, and marks its worker alive. Silent: the events tell of
     * decisions, not of every sign of life.
     */
    public static Lease beat(ControlTransaction tx, Lease lease) {
        Duration ttl = Duration.between(lease.heartbeatAt().truncatedTo(ChronoUnit.SECONDS), lease.expiresAt());
        Lease renewed = lease.renewed(tx.now(), deadline(tx.now(), ttl));
        tx.updateLease(renewed);
        tx.worker(lease.workerId()).ifPresent(worker -> WorkerDecisions.heartbeat(tx, worker));
        return renewed;
    }

    /** Gives the slice back. A reason that tells of missing wiring also opens a blocker for the transition. */
    public static Abandoned abandon(ControlTransaction tx, Lease lease, String reason) {
        Lease abandoned =
                lease.finished(LeaseStatus.ABANDONED, tx.now(), Json.object().put("reason", reason));
        tx.updateLease(abandoned);
        BlockedTransition blocked = isStructural(reason)
                ? tx.block(
                        lease.campaignId(),
                        lease.featureId(),
                        lease.fromTier(),
                        lease.toTier(),
                        "worker_reported_structural_blocker",
                        List.of(reason))
                : null;
        ObjectNode payload = Json.object().put("reason", reason).put("feature_id", lease.featureId());
        payload.set("blocked_transition", Json.MAPPER.valueToTree(blocked));
        Action action = blocked == null ? Action.WORK_MAY_BE_AVAILABLE : Action.OPERATOR_REPAIR_REQUIRED;
        tx.emit(NewEvent.of(Kind.MATURATION_LEASE_ABANDONED, abandoned, action, payload));
        return new Abandoned(abandoned, blocked);
    }

    /**
     * Ends the lease if the guard passed; otherwise it stays active and the events say why.
     *
     * @param reportId the name under which the finding is kept
     */
    public static Lease complete(
            ControlTransaction tx, Lease lease, Completion completion, ObjectNode report, String reportId) {
        if (completion.gateResult() != null) {
            tx.recordGateReport(reportId, lease.leaseId(), lease.featureId(), completion.gateResult());
        }
        tx.gates()
                .keep(
                        new KeptGateReport(
                                reportId,
                                lease.leaseId(),
                                lease.campaignId(),
                                lease.workerId(),
                                lease.featureId(),
                                lease.toTier(),
                                completion.level(),
                                completion.outcome(),
                                Json.tree(completion),
                                tx.now()),
                        completion.passed() ? completion.evidence() : List.of());
        if (!completion.passed()) {
            tx.emit(NewEvent.of(Kind.TIER_GATE_FAILED, lease, Action.STOP_CURRENT_WORK, Json.tree(completion)));
            return lease;
        }
        Lease done = lease.finished(LeaseStatus.DONE, tx.now(), report);
        tx.updateLease(done);
        ObjectNode feature = Json.object().put("feature_id", lease.featureId());
        ObjectNode approved =
                feature.deepCopy().put("approved_tier", lease.toTier().name());
        tx.emit(NewEvent.of(Kind.TIER_GATE_PASSED, done, Action.REFRESH_CONTEXT, approved));
        tx.emit(NewEvent.of(Kind.MATURATION_LEASE_COMPLETED, done, Action.WORK_MAY_BE_AVAILABLE, feature));
        return done;
    }

    /** Deadlines are kept in whole seconds, as the reference keeps them. */
    static Instant deadline(Instant now, Duration ttl) {
        return now.truncatedTo(ChronoUnit.SECONDS).plus(ttl);
    }

    private static boolean isStructural(String reason) {
        String folded = reason.toLowerCase(Locale.ROOT);
        return STRUCTURAL.stream().anyMatch(folded::contains);
    }
}
