package dev.ssot.selftest.history;

import java.util.ArrayList;
import java.util.List;

/** Holds what callers saw, and what is left at the end, against what always holds. */
public final class HistoryChecker {

    private HistoryChecker() {}

    /** Everything that is broken; empty when all is well. */
    public static List<Violation> check(Recorded history, FinalState state) {
        List<Violation> found = new ArrayList<>();
        GrantedLeases leases = GrantedLeases.of(history, found);
        new LeaseRules(history, leases, found).check();
        new RequestRules(history, found).check();
        new StoredLeaseRules(history, leases, state, found).check();
        new EventRules(state, found).check();
        new RegistryRules(history, state, found).check();
        return found;
    }
}
