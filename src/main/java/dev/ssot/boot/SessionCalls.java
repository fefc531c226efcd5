package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.workspace.ProcessIdentity;

/**
 * The calls of one session, which is this process: each says so, and the leases that it is granted are kept alive until
 * they end.
 */
final class SessionCalls implements RoutedCalls {

    private final RoutedCalls calls;
    private final LeaseBeats beats;

    SessionCalls(RoutedCalls calls, BeatPace pace) {
        this.calls = calls;
        this.beats = new LeaseBeats(this::named, pace);
    }

    @Override
    public Routed call(Call call) {
        Routed routed = named(call);
        switch (routed.outcome()) {
            case Outcome.Answered(ObjectNode result) -> answered(call, result.path("lease"));
            case Outcome.Refused(var refusal) -> {
                if (refusal.code() == ErrorCode.LEASE_NOT_ACTIVE) {
                    beats.stop(call.arguments().path("lease_id").asText());
                }
            }
        }
        return routed;
    }

    private Routed named(Call call) {
        return calls.call(call.of(ProcessIdentity.self()));
    }

    private void answered(Call call, JsonNode lease) {
        switch (call.operationId()) {
            case "slice.claim" -> {
                if (lease.isObject()) {
                    beats.start(call.root(), lease);
                }
            }
            case "slice.renew" -> beats.changePace(lease);
            case "slice.complete", "slice.abandon" -> {
                if (!lease.path("status").asText().equals("active")) {
                    beats.stop(lease.path("lease_id").asText());
                }
            }
            default -> {}
        }
    }
}
