package dev.ssot.registry.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The names of the parts in which a state differs from one of which only the hashes are known, each list sorted. */
public record Difference(List<String> added, List<String> changed, List<String> removed) {

    public static final Difference NONE = new Difference(List.of(), List.of(), List.of());

    /** @param before hashes of the parts, as {@link Parts#hashes} makes them */
    public static Difference between(Map<String, String> before, Map<String, String> after) {
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> removed = new ArrayList<>(before.keySet());
        removed.removeIf(after::containsKey);
        after.forEach((name, hash) -> {
            String old = before.get(name);
            if (old == null) {
                added.add(name);
            } else if (!old.equals(hash)) {
                changed.add(name);
            }
        });
        List.of(added, changed, removed).forEach(Collections::sort);
        return new Difference(added, changed, removed);
    }
}
