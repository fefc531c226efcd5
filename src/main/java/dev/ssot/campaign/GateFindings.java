package dev.ssot.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the checks of a completion have found so far. */
final class GateFindings {

    private final List<FailedCheck> refusals = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Boolean> checks = new LinkedHashMap<>();
    private boolean onlyApprovalIsMissing = true;

    /** A check with one reason. */
    void check(String name, boolean holds, String reason, String next) {
        check(name, holds ? List.of() : List.of(reason), next);
    }

    /** A check that fails for each of the reasons. */
    void check(String name, List<String> reasons, String next) {
        checks.merge(name, reasons.isEmpty(), Boolean::logicalAnd);
        reasons.forEach(reason -> refusals.add(new FailedCheck(name, reason, next)));
        onlyApprovalIsMissing &= reasons.isEmpty();
    }

    /** A check that fails until the operator of this machine approves something. */
    void waitsForApproval(String name, String reason, String next) {
        checks.put(name, false);
        FailedCheck waits = new FailedCheck(name, reason, next);
        if (!refusals.contains(waits)) {
            refusals.add(waits);
        }
    }

    /** What follows from another failure: told, and no reason of its own to refuse instead of waiting for approval. */
    void follows(String name, List<String> reasons, String next) {
        checks.merge(name, reasons.isEmpty(), Boolean::logicalAnd);
        reasons.forEach(reason -> refusals.add(new FailedCheck(name, reason, next)));
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    Completion.Outcome outcome() {
        if (refusals.isEmpty()) {
            return Completion.Outcome.VERIFIED;
        }
        return onlyApprovalIsMissing ? Completion.Outcome.NEEDS_APPROVAL : Completion.Outcome.REFUSED;
    }

    /** Sorted and without repetitions. */
    List<String> failures() {
        return List.copyOf(
                new TreeSet<>(refusals.stream().map(FailedCheck::reason).toList()));
    }

    List<FailedCheck> refusals() {
        return List.copyOf(refusals);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    Map<String, Boolean> checks() {
        return checks;
    }
}
