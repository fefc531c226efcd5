package dev.ssot.registry.guard;

import dev.ssot.registry.Descent;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether the features that a feature requires, directly or through others, are proved. What is known of one of them is
 * kept for the next question; an instance is for one thread.
 */
public final class FeatureRequirements {

    private final Rows rows;
    private final Map<String, Shortcomings> settled = new HashMap<>();

    public FeatureRequirements(Rows rows) {
        this.rows = rows;
    }

    /**
     * What keeps a feature from being proved: sentences of its own and whatever keeps those that it requires.
     *
     * @param isWhole whether no circle cut it short, so that it is the same whoever asks
     */
    private record Shortcomings(List<String> own, List<Shortcomings> below, boolean isWhole) {

        boolean isEmpty() {
            return own.isEmpty() && below.isEmpty();
        }

        Set<String> sentences() {
            Set<String> sentences = new TreeSet<>();
            Set<Shortcomings> seen = Collections.newSetFromMap(new IdentityHashMap<>());
            Deque<Shortcomings> open = new ArrayDeque<>(List.of(this));
            while (!open.isEmpty()) {
                Shortcomings next = open.removeLast();
                if (seen.add(next)) {
                    sentences.addAll(next.own());
                    open.addAll(next.below());
                }
            }
            return sentences;
        }
    }

    /** Sorted sentences; none when the feature requires nothing or everything that it requires is proved. */
    public List<String> failures(Row feature) {
        Set<String> failures = new TreeSet<>();
        Walk walk = new Walk(feature.id());
        for (String requiredId : feature.texts("requires")) {
            if (!rows.contains(Section.FEATURES, requiredId)) {
                failures.add("Feature %s requires missing feature %s".formatted(feature.id(), requiredId));
                continue;
            }
            for (String failure : walk.of(requiredId).sentences()) {
                failures.add("Feature %s requires %s to be passing: %s".formatted(feature.id(), requiredId, failure));
            }
        }
        return List.copyOf(failures);
    }

    /** Goes down through what one feature requires. */
    private final class Walk implements Descent.Steps {

        private final String asking;
        private final Map<String, Shortcomings> known = new HashMap<>();
        private final Map<String, List<Shortcomings>> below = new HashMap<>();
        private final Map<String, List<String>> missing = new HashMap<>();

        Walk(String asking) {
            this.asking = asking;
        }

        Shortcomings of(String id) {
            if (id.equals(asking)) {
                return circle(List.of(id), id);
            }
            if (find(id) == null) {
                Descent.from(id, this);
            }
            return Objects.requireNonNull(find(id));
        }

        private @Nullable Shortcomings find(String id) {
            Shortcomings whole = settled.get(id);
            return whole == null ? known.get(id) : whole;
        }

        @Override
        public List<String> next(String id) {
            return feature(id).texts("requires");
        }

        @Override
        public boolean follows(SequencedSet<String> path, String required) {
            String by = path.getLast();
            if (!rows.contains(Section.FEATURES, required)) {
                missing.computeIfAbsent(by, _ -> new ArrayList<>())
                        .add("Required feature %s referenced by %s does not exist".formatted(required, by));
                return false;
            }
            Shortcomings found = find(required);
            if (found == null && (required.equals(asking) || path.contains(required))) {
                List<String> ids = new ArrayList<>(List.of(asking));
                ids.addAll(path);
                found = circle(ids, required);
            }
            if (found == null) {
                return true;
            }
            add(by, found);
            return false;
        }

        @Override
        public void leave(SequencedSet<String> path, String id) {
            List<String> own = proofFailures(feature(id));
            own.addAll(missing.getOrDefault(id, List.of()));
            List<Shortcomings> required = below.getOrDefault(id, List.of());
            boolean isWhole = required.stream().allMatch(Shortcomings::isWhole);
            Shortcomings found = new Shortcomings(own, required, isWhole);
            (isWhole ? settled : known).put(id, found);
            if (!path.isEmpty()) {
                add(path.getLast(), found);
            }
        }

        private void add(String id, Shortcomings found) {
            if (!found.isEmpty()) {
                below.computeIfAbsent(id, _ -> new ArrayList<>()).add(found);
            }
        }

        /** Stands for the feature until more is known of it. */
        private Shortcomings circle(List<String> path, String id) {
            String way = String.join(" -> ", path) + " -> " + id;
            Shortcomings circle =
                    new Shortcomings(List.of("Feature requirement cycle detected: " + way), List.of(), false);
            known.put(id, circle);
            return circle;
        }

        private Row feature(String id) {
            return rows.find(Section.FEATURES, id).orElseThrow();
        }
    }

    private List<String> proofFailures(Row feature) {
        List<String> failures = new ArrayList<>();
        String required = "Required feature %s ".formatted(feature.id());
        if (!feature.hasText("implementation_status", "implemented")) {
            failures.add(required + "is not implemented");
        }
        List<Row> tests = rows.findAll(Section.TESTS, feature.texts("test_ids"));
        if (tests.isEmpty()) {
            failures.add(required + "has no linked tests");
        } else if (!tests.stream().allMatch(test -> test.hasText("status", "passing"))) {
            failures.add(required + "has non-passing linked tests");
        }
        Set<String> evidenceIds = new LinkedHashSet<>();
        tests.forEach(test -> evidenceIds.addAll(test.texts("evidence_ids")));
        rows.findAll(Section.CLAIMS, feature.texts("claim_ids"))
                .forEach(claim -> evidenceIds.addAll(claim.texts("evidence_ids")));
        List<Row> evidence = rows.findAll(Section.EVIDENCE, evidenceIds);
        if (evidence.isEmpty()) {
            failures.add(required + "has no linked evidence");
        } else if (!evidence.stream().allMatch(row -> row.hasText("status", "passed"))) {
            failures.add(required + "has non-passed linked evidence");
        }
        return failures;
    }
}
