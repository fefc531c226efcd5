package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Descent;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Parents of features: not itself, none twice, no feature its own ancestor. */
final class AncestryRules implements RowRule {

    private static final String FIELD = "parent_feature_ids";

    @Override
    public void check(Row row, Snapshot snapshot, Findings findings) {
        if (row.section() != Section.FEATURES || row.json().path(FIELD).isEmpty()) {
            return;
        }
        Set<String> seen = new HashSet<>();
        Set<String> twice = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
        for (String parent : texts(row)) {
            if (!seen.add(parent)) {
                twice.add(parent);
            }
        }
        if (seen.contains(row.id())) {
            findings.failure("%s.%s must not include itself".formatted(Findings.name(row), FIELD));
        }
        if (!twice.isEmpty()) {
            findings.failure(
                    "%s.%s contains duplicate ids: %s".formatted(Findings.name(row), FIELD, String.join(", ", twice)));
        }
    }

    /** The parents of the feature, existing or not; none when there is no such feature. */
    static List<String> parents(Registry registry, String featureId) {
        return registry.find(Section.FEATURES, featureId)
                .map(AncestryRules::texts)
                .orElse(List.of());
    }

    static void cycles(Registry registry, Findings findings) {
        Walk walk = new Walk(registry, findings);
        for (Row feature : registry.rows(Section.FEATURES)) {
            if (!feature.json().path(FIELD).isEmpty()) {
                walk.visit(feature.id());
            }
        }
    }

    private static List<String> texts(Row row) {
        JsonNode parents = row.json().path(FIELD);
        return parents.isArray()
                ? parents.valueStream()
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .toList()
                : List.of();
    }

    /** Goes up from every feature, in the order of the file, and names each cycle where it closes. */
    private record Walk(Registry registry, Findings findings, Set<String> done) implements Descent.Steps {

        Walk(Registry registry, Findings findings) {
            this(registry, findings, new HashSet<>());
        }

        void visit(String id) {
            if (!done.contains(id)) {
                Descent.from(id, this);
            }
        }

        @Override
        public List<String> next(String id) {
            return parents(registry, id);
        }

        @Override
        public boolean follows(SequencedSet<String> path, String parent) {
            if (path.contains(parent)) {
                String cycle = path.stream().dropWhile(id -> !id.equals(parent)).collect(Collectors.joining(" -> "));
                findings.failure("Feature parent cycle detected: %s -> %s".formatted(cycle, parent));
                return false;
            }
            return !done.contains(parent) && registry.contains(Section.FEATURES, parent);
        }

        @Override
        public void leave(SequencedSet<String> path, String id) {
            done.add(id);
        }
    }
}
