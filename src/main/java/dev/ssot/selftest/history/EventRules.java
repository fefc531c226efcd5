package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The events in the store: numbered without a gap, one for each grant, and never two leases open that exclude each other. */
final class EventRules {

    private static final String ACQUIRED = "maturation_lease_acquired";
    private static final Set<String> ENDS =
            Set.of("maturation_lease_abandoned", "maturation_lease_completed", "lease_expired");

    private final FinalState state;
    private final List<Violation> found;

    EventRules(FinalState state, List<Violation> found) {
        this.state = state;
        this.found = found;
    }

    void check() {
        numbers();
        replay();
    }

    private void numbers() {
        long last = 0;
        for (JsonNode event : state.events()) {
            long id = event.path("event_id").asLong();
            if (id != last + 1) {
                found.add(new Violation(
                        Invariant.EVENTS_WITHOUT_GAP, "event %d is followed by event %d".formatted(last, id)));
            }
            last = id;
        }
    }

    private void replay() {
        Map<String, Integer> acquired = new HashMap<>();
        Map<String, Slice> open = new LinkedHashMap<>();
        for (JsonNode event : state.events()) {
            String kind = event.path("kind").asText();
            String lease = event.path("lease_id").asText();
            if (kind.equals(ACQUIRED)) {
                Slice slice = Slice.ofEvent(event.path("payload"));
                open.forEach((other, held) -> together(event, other, held, slice));
                acquired.merge(lease, 1, Integer::sum);
                open.put(lease, slice);
            } else if (ENDS.contains(kind) && open.remove(lease) == null) {
                found.add(new Violation(
                        Invariant.NOTHING_FROM_AN_ENDED_LEASE,
                        "event %s is %s of lease %s, which was not open"
                                .formatted(event.path("event_id"), kind, lease)));
            }
        }
        for (JsonNode lease : state.leases()) {
            String id = lease.path("lease_id").asText();
            int times = acquired.getOrDefault(id, 0);
            if (times != 1) {
                found.add(new Violation(
                        Invariant.EVENTS_WITHOUT_GAP, "lease %s has %d events of its grant".formatted(id, times)));
            }
        }
    }

    private void together(JsonNode event, String other, Slice held, Slice slice) {
        String when = "event %s grants %s while %s is open"
                .formatted(event.path("event_id"), event.path("lease_id").asText(), other);
        if (held.step().equals(slice.step())) {
            found.add(new Violation(Invariant.ONE_LEASE_PER_SLICE, "%s: %s".formatted(slice.step(), when)));
        } else if (held.overlaps(slice)) {
            found.add(new Violation(
                    Invariant.ROOTS_DISJOINT, "%s and %s: %s".formatted(held.roots(), slice.roots(), when)));
        }
    }
}
