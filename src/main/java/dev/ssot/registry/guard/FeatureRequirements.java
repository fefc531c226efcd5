package dev.ssot.registry.guard;

import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether the features that a feature requires, directly or through others, are proved. */
public final class FeatureRequirements {

    private final Rows rows;

    public FeatureRequirements(Rows rows) {
        this.rows = rows;
    }

    /** Sorted sentences; none when the feature requires nothing or everything that it requires is proved. */
    public List<String> failures(Row feature) {
        Set<String> failures = new TreeSet<>();
        Map<String, List<String>> known = new HashMap<>();
        Set<String> path = new LinkedHashSet<>(Set.of(feature.id()));
        for (String requiredId : feature.texts("requires")) {
            var required = rows.find(Section.FEATURES, requiredId);
            if (required.isEmpty()) {
                failures.add("Feature %s requires missing feature %s".formatted(feature.id(), requiredId));
                continue;
            }
            for (String failure : visit(required.get(), path, known)) {
                failures.add("Feature %s requires %s to be passing: %s".formatted(feature.id(), requiredId, failure));
            }
        }
        return List.copyOf(failures);
    }

    private List<String> visit(Row feature, Set<String> path, Map<String, List<String>> known) {
        List<String> before = known.get(feature.id());
        if (before != null) {
            return before;
        }
        if (!path.add(feature.id())) {
            String cycle = String.join(" -> ", path) + " -> " + feature.id();
            return remember(known, feature, List.of("Feature requirement cycle detected: " + cycle));
        }
        Set<String> failures = new TreeSet<>(proofFailures(feature));
        for (String requiredId : feature.texts("requires")) {
            var required = rows.find(Section.FEATURES, requiredId);
            if (required.isEmpty()) {
                failures.add("Required feature %s referenced by %s does not exist".formatted(requiredId, feature.id()));
            } else {
                failures.addAll(visit(required.get(), path, known));
            }
        }
        path.remove(feature.id());
        return remember(known, feature, List.copyOf(failures));
    }

    private static List<String> remember(Map<String, List<String>> known, Row feature, List<String> failures) {
        known.put(feature.id(), failures);
        return failures;
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
