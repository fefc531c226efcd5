package dev.ssot.selftest.history;

import dev.ssot.selftest.history.GrantedLeases.Granted;
import dev.ssot.selftest.history.GrantedLeases.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What callers were told about leases, without a look at the store: a lease is open from its answer on. */
final class LeaseRules {

    /** What is decided in the control store. */
    private static final Set<String> CONTROL =
            Set.of(Exchange.CLAIM, Exchange.RENEW, Exchange.COMPLETE, Exchange.ABANDON);

    private final Recorded history;
    private final GrantedLeases leases;
    private final List<Violation> found;

    private final Map<Long, Instant> decidedNotBefore = new HashMap<>();

    /** When a request was asked first; its grant may have been decided then. */
    private final Map<String, Long> firstAsked = new HashMap<>();

    LeaseRules(Recorded history, GrantedLeases leases, List<Violation> found) {
        this.history = history;
        this.leases = leases;
        this.found = found;
        history.exchanges().forEach(exchange -> {
            if (exchange.requestId() != null) {
                firstAsked.merge(exchange.requestId(), exchange.askedAt(), Math::min);
            }
        });
    }

    void check() {
        openTogether();
        tokens();
        decisionTimes();
        leases.all().forEach(this::carriers);
    }

    private void openTogether() {
        record Open(Granted lease, Interval interval) {}
        List<Open> sorted = leases.all().stream()
                .map(lease -> new Open(lease, lease.certainlyOpen(history)))
                .sorted(Comparator.comparingLong(open -> open.interval().from()))
                .toList();
        List<Open> active = new ArrayList<>();
        for (Open next : sorted) {
            active.removeIf(open -> open.interval().until() <= next.interval().from());
            for (Open open : active) {
                if (open.interval().meets(next.interval())) {
                    together(open.lease(), next.lease());
                }
            }
            active.add(next);
        }
    }

    private void together(Granted one, Granted other) {
        String both = "%s of %s and %s of %s were open at one time"
                .formatted(
                        one.id(), one.grant().told(), other.id(), other.grant().told());
        if (one.slice().step().equals(other.slice().step())) {
            found.add(new Violation(
                    Invariant.ONE_LEASE_PER_SLICE,
                    "%s: %s".formatted(one.slice().step(), both)));
        } else if (one.slice().overlaps(other.slice())) {
            found.add(new Violation(
                    Invariant.ROOTS_DISJOINT,
                    "%s and %s: %s".formatted(one.slice().roots(), other.slice().roots(), both)));
        }
    }

    /** A grant that was answered before another one was asked has the lower token; no token is there twice. */
    private void tokens() {
        Map<Long, Granted> byToken = new HashMap<>();
        for (Granted lease : leases.all()) {
            Granted twin = byToken.putIfAbsent(lease.token(), lease);
            if (twin != null) {
                found.add(new Violation(
                        Invariant.TOKENS_INCREASE,
                        "token %d is that of %s and of %s".formatted(lease.token(), twin.id(), lease.id())));
            }
        }
        List<Granted> byEnd = leases.all().stream()
                .sorted(Comparator.comparingLong(lease -> lease.grant().endedAt()))
                .toList();
        List<Granted> byStart = leases.all().stream()
                .sorted(Comparator.comparingLong(lease -> firstAsked(lease.grant())))
                .toList();
        long highest = 0;
        int ended = 0;
        for (Granted lease : byStart) {
            while (ended < byEnd.size() && byEnd.get(ended).grant().endedAt() < firstAsked(lease.grant())) {
                highest = Math.max(highest, byEnd.get(ended++).token());
            }
            if (lease.token() < highest) {
                found.add(new Violation(
                        Invariant.TOKENS_INCREASE,
                        "%s has token %d, although %d had been granted before it was asked for"
                                .formatted(lease.grant().told(), lease.token(), highest)));
            }
        }
    }

    /** The store's time never runs backwards, so what was decided before a call was asked bounds it from below. */
    private void decisionTimes() {
        List<Exchange> decided = history.exchanges().stream()
                .filter(exchange -> exchange.answer().isPresent() && CONTROL.contains(exchange.operation()))
                .sorted(Comparator.comparingLong(Exchange::endedAt))
                .toList();
        Instant latest = Instant.MIN;
        int next = 0;
        for (Exchange exchange : history.exchanges()) {
            while (next < decided.size() && decided.get(next).precedes(exchange)) {
                Instant clock = decided.get(next++).clock();
                latest = clock.isAfter(latest) ? clock : latest;
            }
            decidedNotBefore.put(exchange.number(), exchange.clock().isAfter(latest) ? exchange.clock() : latest);
        }
    }

    private void carriers(Granted lease) {
        for (Exchange carrier : lease.carriers()) {
            if (carrier.answer().isEmpty() || isRetry(carrier)) {
                continue;
            }
            if (carrier.arguments().path("fencing_token").asLong() != lease.token()) {
                accepted(carrier, lease, "with a token that is not its own");
            }
            Instant deadline = lease.latestDeadline(carrier);
            Instant decided = decidedNotBefore.getOrDefault(carrier.number(), carrier.clock());
            if (!decided.isBefore(deadline)) {
                accepted(carrier, lease, "at %s or later, after its deadline %s".formatted(decided, deadline));
            }
            lease.carriers().stream()
                    .filter(end -> lease.isEndedBy(end) && end.passed().isPresent() && end.precedes(carrier))
                    .findFirst()
                    .ifPresent(end -> accepted(carrier, lease, "after %s had ended it".formatted(end.told())));
        }
    }

    private void accepted(Exchange carrier, Granted lease, String why) {
        found.add(new Violation(
                Invariant.NOTHING_FROM_AN_ENDED_LEASE,
                "%s was accepted from %s %s".formatted(carrier.told(), lease.id(), why)));
    }

    /** It may have been decided when it was asked first. */
    private boolean isRetry(Exchange carrier) {
        return firstAsked(carrier) < carrier.askedAt();
    }

    private long firstAsked(Exchange exchange) {
        return exchange.requestId() == null
                ? exchange.askedAt()
                : firstAsked.getOrDefault(exchange.requestId(), exchange.askedAt());
    }
}
