package dev.ssot.registry;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** The features that profiles and boundaries stand for, nested profiles included. */
public final class FeatureSets {

    private FeatureSets() {}

    /** Existing features of the boundary: its own, then those of its profiles. */
    public static Set<String> ofBoundary(Rows rows, Row boundary) {
        Set<String> features = new LinkedHashSet<>();
        addExisting(rows, boundary, features);
        features.addAll(ofProfiles(rows, boundary.texts("profile_ids")));
        return features;
    }

    /**
     * Existing features of those profiles, each followed by those of the profiles nested in it; a cycle ends where it
     * closes.
     */
    public static Set<String> ofProfiles(Rows rows, Collection<String> profileIds) {
        Set<String> features = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(profileIds);
        while (!open.isEmpty()) {
            String id = open.removeFirst();
            if (seen.add(id)) {
                rows.find(Section.PROFILES, id).ifPresent(profile -> {
                    addExisting(rows, profile, features);
                    profile.texts("profile_ids").reversed().forEach(open::addFirst);
                });
            }
        }
        return features;
    }

    private static void addExisting(Rows rows, Row owner, Set<String> features) {
        for (String feature : owner.texts("feature_ids")) {
            if (rows.contains(Section.FEATURES, feature)) {
                features.add(feature);
            }
        }
    }
}
