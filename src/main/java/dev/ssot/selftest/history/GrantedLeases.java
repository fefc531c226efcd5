package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The leases that somebody was granted, each with all calls that carried it. */
final class GrantedLeases {

    private final Map<String, Granted> byId = new LinkedHashMap<>();

    /** One lease: the first answer that granted it, and the calls that carried it. */
    record Granted(Exchange grant, Slice slice, String id, long token, Instant expiresAt, List<Exchange> carriers) {

        boolean isEndedBy(Exchange carrier) {
            return carrier.is(Exchange.ABANDON) || carrier.is(Exchange.COMPLETE);
        }

        /**
         * From its first answer until somebody may have ended it or a clock may have reached its deadline, which a
         * renewal may also bring nearer. An accepted renewal proves that it was open until then.
         */
        Interval certainlyOpen(Recorded history) {
            Instant deadline = expiresAt;
            long proven = grant.endedAt();
            long end = Long.MAX_VALUE;
            Exchange last = grant;
            for (Exchange carrier : carriers) {
                if (isEndedBy(carrier) || (carrier.is(Exchange.RENEW) && carrier.isLost())) {
                    end = Math.min(end, carrier.askedAt());
                }
                Optional<Instant> renewed = renewal(carrier);
                if (renewed.isPresent()) {
                    boolean replaces = last.precedes(carrier) || renewed.get().isBefore(deadline);
                    deadline = replaces ? renewed.get() : deadline;
                    proven = Math.max(proven, carrier.askedAt());
                    last = carrier;
                }
            }
            return new Interval(grant.endedAt(), Math.min(end, Math.max(proven, history.earliestMoment(deadline))));
        }

        /** The latest deadline that it can have had when that call was decided, whatever became of lost ones. */
        Instant latestDeadline(Exchange decided) {
            List<Exchange> renewals = carriers.stream()
                    .filter(carrier -> carrier != decided && carrier.is(Exchange.RENEW))
                    .toList();
            if (renewals.stream().anyMatch(Exchange::isLost)) {
                // It may be done at any time, also after its caller died.
                return Instant.MAX;
            }
            return Stream.concat(Stream.of(grant), renewals.stream())
                    .filter(one -> renewals.stream()
                            .noneMatch(later ->
                                    renewal(later).isPresent() && one.precedes(later) && later.precedes(decided)))
                    .flatMap(one -> one == grant ? Stream.of(expiresAt) : renewal(one).stream())
                    .max(Comparator.naturalOrder())
                    .orElse(expiresAt);
        }

        private static Optional<Instant> renewal(Exchange carrier) {
            return carrier.is(Exchange.RENEW)
                    ? carrier.passed()
                            .map(result -> Instant.parse(
                                    result.path("lease").path("expires_at").asText()))
                    : Optional.empty();
        }
    }

    /** A moment of the first and one after the last; empty when the last is not after the first. */
    record Interval(long from, long until) {

        boolean meets(Interval other) {
            return Math.max(from, other.from) < Math.min(until, other.until);
        }
    }

    static GrantedLeases of(Recorded history, List<Violation> found) {
        GrantedLeases leases = new GrantedLeases();
        history.exchanges().stream()
                .filter(exchange -> exchange.is(Exchange.CLAIM))
                .forEach(exchange -> exchange.answer()
                        .filter(result -> result.path("kind").asText().equals("lease_granted"))
                        .ifPresent(result -> leases.add(exchange, result.path("lease"), found)));
        history.exchanges().stream()
                .filter(exchange -> exchange.arguments().has("lease_id"))
                .forEach(exchange -> Optional.ofNullable(leases.byId.get(exchange.leaseId()))
                        .ifPresent(lease -> lease.carriers().add(exchange)));
        return leases;
    }

    Collection<Granted> all() {
        return byId.values();
    }

    private void add(Exchange exchange, JsonNode lease, List<Violation> found) {
        String id = lease.path("lease_id").asText();
        Granted before = byId.get(id);
        if (before == null) {
            byId.put(
                    id,
                    new Granted(
                            exchange,
                            Slice.ofLease(lease),
                            id,
                            lease.path("fencing_token").asLong(),
                            Instant.parse(lease.path("expires_at").asText()),
                            new ArrayList<>()));
        } else if (exchange.requestId() == null
                || !Objects.equals(before.grant().requestId(), exchange.requestId())) {
            found.add(new Violation(
                    Invariant.DONE_ONCE,
                    "lease %s was granted to %s and to %s"
                            .formatted(id, before.grant().told(), exchange.told())));
        }
    }
}
