package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;

/** Whoever gets a feature that another gave up or lost is told so in the lease, with the call that tells the rest. */
final class Predecessor {

    private Predecessor() {}

    /** What stands in the result of a new lease until it has one; empty when nobody left anything behind. */
    static ObjectNode of(ControlView view, String featureId) {
        ObjectNode result = Json.object();
        view.latestLease(featureId)
                .filter(lease -> lease.status() == LeaseStatus.ABANDONED || lease.status() == LeaseStatus.EXPIRED)
                .ifPresent(lease -> result.putObject("predecessor")
                        .put("lease_id", lease.leaseId())
                        .put("worker_id", lease.workerId())
                        .put("status", lease.status().text())
                        .put("next", "vox_takeover_handoff, or ssot takeover handoff --lease-id " + lease.leaseId()));
        return result;
    }
}
