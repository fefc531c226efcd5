package dev.ssot.selftest.history;

import java.util.Locale;

/** What always holds, whoever calls, waits, dies or comes back. */
public enum Invariant {
    /** At most one open lease for a feature and its step from one tier to the next. */
    ONE_LEASE_PER_SLICE,
    /** The path roots of open leases never overlap. */
    ROOTS_DISJOINT,
    /** Fencing tokens strictly increase. */
    TOKENS_INCREASE,
    /** Nothing is accepted from a lease that is expired, finished or fenced. */
    NOTHING_FROM_AN_ENDED_LEASE,
    /** A write that was acknowledged is there. */
    ACKNOWLEDGED_SURVIVES,
    /** A write that was not acknowledged is wholly there or wholly absent. */
    WHOLE_OR_ABSENT,
    /** A request that is asked again gets its first answer, and is done once. */
    DONE_ONCE,
    /** Events are numbered without a gap, one for each change. */
    EVENTS_WITHOUT_GAP,
    /** Every acknowledged change of the registry is in its file. */
    REGISTRY_KEEPS,
    /** Who asks is answered, with what the rules of the round say. */
    ANSWERED_AS_EXPECTED,
    /** Memory stays bounded, and others are served. */
    BOUNDED;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
