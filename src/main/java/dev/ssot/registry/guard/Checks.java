package dev.ssot.registry.guard;

import dev.ssot.registry.json.CanonicalJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Collects named checks and the sentence for each one that fails. */
final class Checks {

    private final Map<String, Boolean> results = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    boolean check(String name, boolean holds, String failure) {
        results.put(name, holds);
        if (!holds) {
            failures.add(failure);
        }
        return holds;
    }

    void note(String name, boolean holds) {
        results.put(name, holds);
    }

    void fail(String failure) {
        failures.add(failure);
    }

    void failAll(Collection<String> more) {
        failures.addAll(more);
    }

    boolean passed() {
        return failures.isEmpty();
    }

    Map<String, Boolean> results() {
        return results;
    }

    /** In the order found. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    List<String> sortedFailures() {
        Set<String> sorted = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
        sorted.addAll(failures);
        return List.copyOf(sorted);
    }
}
