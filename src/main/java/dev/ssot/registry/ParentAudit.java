package dev.ssot.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks for parents of features that are really prerequisites, and were made parents for want of a better link. */
public final class ParentAudit {

    private static final List<String> TERMS = List.of(
            "requires", "require", "required", "depends", "dependency", "prerequisite", "blocks", "blocked", "before");

    private ParentAudit() {}

    /** {@code findings} sorted by feature and parent, and how many there are of each confidence. */
    public static ObjectNode of(Registry registry) {
        ObjectNode audit = Json.object();
        ArrayNode findings = audit.putArray("findings");
        Map<String, Integer> counts = new LinkedHashMap<>();
        registry.rows(Section.FEATURES).stream()
                .sorted(Comparator.comparing(Row::id, CanonicalJson.CODE_POINT_ORDER))
                .forEach(feature -> sorted(feature.texts("parent_feature_ids")).stream()
                        .flatMap(id -> registry.find(Section.FEATURES, id).stream())
                        .forEach(parent -> {
                            List<String> reasons = reasons(feature, parent);
                            if (!reasons.isEmpty()) {
                                String confidence = confidence(reasons);
                                counts.merge(confidence, 1, Integer::sum);
                                findings.add(finding(feature, parent, reasons, confidence));
                            }
                        }));
        ObjectNode summary = audit.putObject("summary").put("finding_count", findings.size());
        for (String confidence : List.of("high", "medium", "low")) {
            summary.put(confidence + "_confidence_count", counts.getOrDefault(confidence, 0));
        }
        return audit;
    }

    private static Set<String> sorted(List<String> ids) {
        Set<String> sorted = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
        sorted.addAll(ids);
        return sorted;
    }

    private static List<String> reasons(Row feature, Row parent) {
        List<String> reasons = new ArrayList<>();
        String horizon = Row.text(feature.object("plan"), "horizon");
        boolean targeted = "current".equals(horizon) || "explicit".equals(horizon);
        boolean incomplete =
                parent.hasText("implementation_status", "absent") || parent.hasText("implementation_status", "partial");
        if ((targeted || feature.hasText("implementation_status", "implemented")) && incomplete) {
            reasons.add("targeted_or_implemented_child_has_incomplete_parent");
        }
        String words = words(feature) + " " + words(parent);
        String found = TERMS.stream().filter(words::contains).collect(Collectors.joining(","));
        if (!found.isEmpty()) {
            reasons.add("dependency_language:" + found);
        }
        return reasons;
    }

    private static String confidence(List<String> reasons) {
        if (reasons.size() > 1) {
            return "high";
        }
        return reasons.getFirst().startsWith("dependency_language:") ? "low" : "medium";
    }

    private static String words(Row row) {
        return Stream.of("id", "title", "description", "body")
                .map(field -> row.json().path(field).asText())
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
    }

    private static ObjectNode finding(Row feature, Row parent, List<String> reasons, String confidence) {
        ObjectNode finding = Json.object().put("feature_id", feature.id()).put("parent_feature_id", parent.id());
        finding.set("reason", Json.MAPPER.valueToTree(reasons));
        finding.putObject("suggested_requires_edge")
                .put("feature_id", feature.id())
                .put("requires", parent.id());
        return finding.put("confidence", confidence);
    }
}
