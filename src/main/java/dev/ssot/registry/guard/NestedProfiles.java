package dev.ssot.registry.guard;

import dev.ssot.registry.Descent;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;

/** Collects the features of a profile and of those nested in it, and what is missing or runs in a circle. */
final class NestedProfiles implements Descent.Steps {

    /** There may be endlessly many ways around; this many are enough to see what is wrong. */
    private static final int MOST_CYCLES = 100;

    private final Rows rows;
    private final Set<String> features;
    private final Set<String> failures;
    private final Set<String> settled = new HashSet<>();
    private final Set<String> inCircle = new HashSet<>();
    private int cycles;

    NestedProfiles(Rows rows, Set<String> features, Set<String> failures) {
        this.rows = rows;
        this.features = features;
        this.failures = failures;
    }

    @Override
    public List<String> next(String id) {
        Row profile = rows.find(Section.PROFILES, id).orElseThrow();
        for (String feature : profile.texts("feature_ids")) {
            if (rows.contains(Section.FEATURES, feature)) {
                features.add(feature);
            } else {
                failures.add("Profile %s references missing feature %s".formatted(id, feature));
            }
        }
        return profile.texts("profile_ids");
    }

    @Override
    public boolean follows(SequencedSet<String> path, String nested) {
        if (path.contains(nested)) {
            cycles++;
            failures.add("Profile requirement cycle detected: %s -> %s".formatted(String.join(" -> ", path), nested));
            inCircle.add(path.getLast());
            return false;
        }
        if (settled.contains(nested) || cycles >= MOST_CYCLES) {
            return false;
        }
        if (rows.find(Section.PROFILES, nested).isEmpty()) {
            failures.add("Profile %s requires missing profile %s".formatted(path.getLast(), nested));
            return false;
        }
        return true;
    }

    /** A second way to what leads into no circle finds nothing new. */
    @Override
    public void leave(SequencedSet<String> path, String id) {
        if (!inCircle.remove(id)) {
            settled.add(id);
        } else if (!path.isEmpty()) {
            inCircle.add(path.getLast());
        }
    }
}
