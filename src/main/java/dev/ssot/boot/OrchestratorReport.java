package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Backend;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Place;
import dev.ssot.operation.RolloutSlice;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.operation.RoutedCalls.Routed;

/** Adds to the orchestrator tools what only this side of the wire knows: how it stands with the daemon, and how many calls ran where. */
final class OrchestratorReport {

    private final DaemonLink link;
    private final CallCounts counts;

    OrchestratorReport(DaemonLink link, CallCounts counts) {
        this.link = link;
        this.counts = counts;
    }

    boolean concerns(CatalogEntry entry) {
        return entry.slice() == RolloutSlice.START || entry.slice() == RolloutSlice.STATUS;
    }

    Routed complete(CatalogEntry entry, Routed routed, Place place) {
        if (!(routed.outcome() instanceof Outcome.Answered(ObjectNode answer))) {
            return routed;
        }
        boolean fromDaemon = routed.backend() == Backend.DAEMON;
        ObjectNode result = answer.deepCopy();
        if (entry.slice() == RolloutSlice.START && fromDaemon) {
            result.set("daemon_reported_agent_count", answer.path("agent_count"));
            result.set("daemon_reported_agent_ids", answer.path("agent_ids"));
        }
        if (entry.slice() == RolloutSlice.STATUS) {
            if (fromDaemon) {
                result.set("daemon_orch_status", answer);
            }
            result.set("alignment", link.describe(place.repositoryId()));
            result.set("calls", counts.json());
        }
        if (!fromDaemon && !routed.reason().equals(RoutedCalls.FLAG_OFF)) {
            result.put("daemon_orch_status_rpc_error", routed.reason());
        }
        return new Routed(new Outcome.Answered(result), routed.backend(), routed.reason());
    }
}
