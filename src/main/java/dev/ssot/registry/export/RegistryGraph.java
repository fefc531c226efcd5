package dev.ssot.registry.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The rows of a registry as nodes and what they say of each other as edges. */
public record RegistryGraph(List<Node> nodes, List<Edge> edges) {

    /** A row. */
    public record Node(String id, Section kind) {}

    /** What one row says of another. */
    public record Edge(String type, String from, String to) {}

    /** The edges that a field stands for; {@code reversed} ones lead from the row that is named. */
    private record Rule(Section section, String field, String type, boolean reversed) {}

    private static final List<List<Rule>> BEFORE_DERIVED = List.of(
            List.of(
                    rule(Section.BOUNDARIES, "feature_ids", "SCOPES"),
                    rule(Section.BOUNDARIES, "profile_ids", "SCOPES_PROFILE")),
            List.of(
                    rule(Section.PROFILES, "feature_ids", "BUNDLES"),
                    rule(Section.PROFILES, "profile_ids", "COMPOSES")),
            List.of(
                    rule(Section.RELEASES, "boundary_ids", "USES_BOUNDARY"),
                    rule(Section.RELEASES, "claim_ids", "PUBLISHES"),
                    rule(Section.RELEASES, "evidence_ids", "INCLUDES")),
            List.of(
                    reversed(Section.FEATURES, "parent_feature_ids", "CONTAINS"),
                    rule(Section.FEATURES, "spec_ids", "SPECIFIED_BY"),
                    rule(Section.FEATURES, "requires", "REQUIRES"),
                    rule(Section.FEATURES, "test_ids", "COVERED_BY")),
            List.of(rule(Section.SPECS, "adr_ids", "DECIDED_BY")));

    private static final List<List<Rule>> AFTER_DERIVED = List.of(
            List.of(
                    rule(Section.CLAIMS, "feature_ids", "ASSERTS"),
                    reversed(Section.CLAIMS, "test_ids", "VERIFIES"),
                    reversed(Section.CLAIMS, "evidence_ids", "SUPPORTS")),
            List.of(reversed(Section.TESTS, "evidence_ids", "DERIVES_FROM")),
            affects(Section.ISSUES, "risk_ids"),
            affects(Section.RISKS, "issue_ids"));

    private static Rule rule(Section section, String field, String type) {
        return new Rule(section, field, type, false);
    }

    private static Rule reversed(Section section, String field, String type) {
        return new Rule(section, field, type, true);
    }

    private static List<Rule> affects(Section section, String last) {
        return List.of("feature_ids", "claim_ids", "test_ids", "evidence_ids", last).stream()
                .map(field -> rule(section, field, "AFFECTS"))
                .toList();
    }

    public static RegistryGraph of(Registry registry) {
        List<Node> nodes = new ArrayList<>();
        for (Section section : Section.values()) {
            registry.rows(section).forEach(row -> nodes.add(new Node(row.id(), section)));
        }
        List<Edge> edges = new ArrayList<>();
        BEFORE_DERIVED.forEach(rules -> follow(registry, rules, edges));
        derivedDecisions(registry, edges);
        AFTER_DERIVED.forEach(rules -> follow(registry, rules, edges));
        return new RegistryGraph(List.copyOf(nodes), List.copyOf(edges));
    }

    private static void follow(Registry registry, List<Rule> rules, List<Edge> edges) {
        for (Row row : registry.rows(rules.getFirst().section())) {
            for (Rule rule : rules) {
                for (String other : targets(row, rule.field())) {
                    edges.add(
                            rule.reversed()
                                    ? new Edge(rule.type(), other, row.id())
                                    : new Edge(rule.type(), row.id(), other));
                }
            }
        }
    }

    /** A release that lists no boundaries uses the one that it is about. */
    private static Iterable<String> targets(Row row, String field) {
        if (!field.equals("boundary_ids")) {
            return texts(row.json(), field);
        }
        Set<String> boundaries = new LinkedHashSet<>(texts(row.json(), field));
        String primary = row.text("boundary_id");
        if (boundaries.isEmpty() && primary != null) {
            boundaries.add(primary);
        }
        return boundaries;
    }

    /** A feature is decided by the decisions of its specifications. */
    private static void derivedDecisions(Registry registry, List<Edge> edges) {
        for (Row feature : registry.rows(Section.FEATURES)) {
            Set<String> decisions = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
            registry.findAll(Section.SPECS, feature.texts("spec_ids"))
                    .forEach(spec -> decisions.addAll(texts(spec.json(), "adr_ids")));
            decisions.forEach(decision -> edges.add(new Edge("DECIDED_BY", feature.id(), decision)));
        }
    }

    private static List<String> texts(JsonNode row, String field) {
        return row.path(field)
                .valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    public ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode nodeList = json.putArray("nodes");
        nodes.forEach(node -> nodeList.addObject()
                .put("id", node.id())
                .put("kind", node.kind().label()));
        ArrayNode edgeList = json.putArray("edges");
        edges.forEach(edge -> edgeList.addObject()
                .put("type", edge.type())
                .put("from", edge.from())
                .put("to", edge.to()));
        return json;
    }

    /** In the language of Graphviz. */
    public String dot() {
        StringBuilder out = new StringBuilder("digraph ssot_registry {\n");
        for (Node node : nodes) {
            // The break is escaped with the rest, as the reference has it.
            String label = node.id() + "\\n(" + node.kind().label() + ")";
            out.append("  %s [label=%s];\n".formatted(dotText(node.id()), dotText(label)));
        }
        for (Edge edge : edges) {
            out.append("  %s -> %s [label=%s];\n"
                    .formatted(dotText(edge.from()), dotText(edge.to()), dotText(edge.type())));
        }
        return out.append("}\n").toString();
    }

    private static String dotText(String text) {
        return Rendering.quoted(text).replace("\r", "");
    }
}
