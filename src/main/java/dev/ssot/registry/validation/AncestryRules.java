package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
                walk.visit(feature);
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
    private record Walk(Registry registry, Findings findings, List<String> path, Set<String> open, Set<String> done) {

        Walk(Registry registry, Findings findings) {
            this(registry, findings, new ArrayList<>(), new HashSet<>(), new HashSet<>());
        }

        void visit(Row feature) {
            if (open.contains(feature.id())) {
                List<String> cycle = path.subList(path.indexOf(feature.id()), path.size());
                findings.failure(
                        "Feature parent cycle detected: %s -> %s".formatted(String.join(" -> ", cycle), feature.id()));
                return;
            }
            if (done.contains(feature.id())) {
                return;
            }
            open.add(feature.id());
            path.add(feature.id());
            for (String parent : texts(feature)) {
                registry.find(Section.FEATURES, parent).ifPresent(this::visit);
            }
            path.removeLast();
            open.remove(feature.id());
            done.add(feature.id());
        }
    }
}
