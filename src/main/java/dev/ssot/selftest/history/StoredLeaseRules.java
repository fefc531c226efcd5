package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.selftest.history.GrantedLeases.Granted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The leases in the store against those that callers were told of. */
final class StoredLeaseRules {

    private static final String ACTIVE = "active";

    private final Recorded history;
    private final GrantedLeases leases;
    private final FinalState state;
    private final List<Violation> found;

    StoredLeaseRules(Recorded history, GrantedLeases leases, FinalState state, List<Violation> found) {
        this.history = history;
        this.leases = leases;
        this.state = state;
        this.found = found;
    }

    void check() {
        Map<String, JsonNode> stored = new HashMap<>();
        state.leases().forEach(lease -> stored.put(lease.path("lease_id").asText(), lease));
        for (Granted granted : leases.all()) {
            JsonNode lease = stored.remove(granted.id());
            if (lease == null) {
                found.add(new Violation(
                        Invariant.ACKNOWLEDGED_SURVIVES,
                        "lease %s of %s is not in the store"
                                .formatted(granted.id(), granted.grant().told())));
            } else {
                ended(granted, lease);
            }
        }
        nobodys(stored.keySet());
        openAtTheEnd();
    }

    private void ended(Granted granted, JsonNode lease) {
        String status = lease.path("status").asText();
        for (Exchange carrier : granted.carriers()) {
            String expected = carrier.is(Exchange.ABANDON) ? "abandoned" : "done";
            if (granted.isEndedBy(carrier) && carrier.passed().isPresent() && !status.equals(expected)) {
                found.add(new Violation(
                        Invariant.ACKNOWLEDGED_SURVIVES,
                        "lease %s is %s in the store, although %s was answered"
                                .formatted(granted.id(), status, carrier.told())));
            }
        }
    }

    /** A lease that no caller was told of is one whose answer was lost. */
    private void nobodys(Set<String> unknown) {
        Set<Object> lost = new HashSet<>();
        history.exchanges().stream()
                .filter(exchange -> exchange.is(Exchange.CLAIM) && exchange.isLost())
                .forEach(exchange -> lost.add(exchange.requestId() == null ? exchange : exchange.requestId()));
        if (unknown.size() > lost.size()) {
            found.add(new Violation(
                    Invariant.DONE_ONCE,
                    "the store has %d leases that nobody was told of, but only %d claims lost their answers: %s"
                            .formatted(unknown.size(), lost.size(), unknown)));
        }
    }

    private void openAtTheEnd() {
        List<JsonNode> open = new ArrayList<>();
        for (JsonNode lease : state.leases()) {
            if (lease.path("status").asText().equals(ACTIVE)) {
                open.forEach(other -> together(other, lease));
                open.add(lease);
            }
        }
    }

    private void together(JsonNode one, JsonNode other) {
        Slice first = Slice.ofLease(one);
        Slice second = Slice.ofLease(other);
        String both = "%s and %s are open in the store"
                .formatted(one.path("lease_id").asText(), other.path("lease_id").asText());
        if (first.step().equals(second.step())) {
            found.add(new Violation(Invariant.ONE_LEASE_PER_SLICE, "%s: %s".formatted(first.step(), both)));
        } else if (first.overlaps(second)) {
            found.add(new Violation(
                    Invariant.ROOTS_DISJOINT, "%s and %s: %s".formatted(first.roots(), second.roots(), both)));
        }
    }
}
