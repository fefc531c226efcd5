package dev.ssot.registry;

import static dev.ssot.registry.Section.ADRS;
import static dev.ssot.registry.Section.BOUNDARIES;
import static dev.ssot.registry.Section.CLAIMS;
import static dev.ssot.registry.Section.EVIDENCE;
import static dev.ssot.registry.Section.FEATURES;
import static dev.ssot.registry.Section.ISSUES;
import static dev.ssot.registry.Section.PROFILES;
import static dev.ssot.registry.Section.RELEASES;
import static dev.ssot.registry.Section.RISKS;
import static dev.ssot.registry.Section.SPECS;
import static dev.ssot.registry.Section.TESTS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A field of one section that names rows of another. The table below drives the existence check, renaming, the guard on
 * deletion and the links of both sides, so that no field is forgotten by one of them.
 *
 * @param parent the object inside the row that holds the field; null for the row itself
 * @param list whether it holds a list of ids or one id
 * @param linkable whether link and unlink may change it
 */
public record ReferenceField(
        Section section, @Nullable String parent, String field, Section target, boolean list, boolean linkable) {

    public static final List<ReferenceField> ALL = List.of(
            links(FEATURES, "spec_ids", SPECS),
            links(FEATURES, "claim_ids", CLAIMS),
            links(FEATURES, "test_ids", TESTS),
            links(FEATURES, "requires", FEATURES),
            links(FEATURES, "parent_feature_ids", FEATURES),
            nested(FEATURES, "lifecycle", "replacement_feature_ids", FEATURES, true),
            nested(FEATURES, "lifecycle", "effective_release_id", RELEASES, false),
            links(PROFILES, "feature_ids", FEATURES),
            links(PROFILES, "profile_ids", PROFILES),
            links(TESTS, "feature_ids", FEATURES),
            links(TESTS, "claim_ids", CLAIMS),
            links(TESTS, "evidence_ids", EVIDENCE),
            links(CLAIMS, "feature_ids", FEATURES),
            links(CLAIMS, "test_ids", TESTS),
            links(CLAIMS, "evidence_ids", EVIDENCE),
            links(CLAIMS, "depends_on_claim_ids", CLAIMS),
            new ReferenceField(CLAIMS, null, "superseded_by_claim_ids", CLAIMS, true, false),
            links(EVIDENCE, "claim_ids", CLAIMS),
            links(EVIDENCE, "test_ids", TESTS),
            new ReferenceField(EVIDENCE, null, "source_evidence_ids", EVIDENCE, true, false),
            nested(EVIDENCE, "release_context", "release_id", RELEASES, false),
            nested(EVIDENCE, "release_context", "boundary_id", BOUNDARIES, false),
            nested(EVIDENCE, "release_context", "boundary_ids", BOUNDARIES, true),
            links(ISSUES, "feature_ids", FEATURES),
            links(ISSUES, "claim_ids", CLAIMS),
            links(ISSUES, "test_ids", TESTS),
            links(ISSUES, "evidence_ids", EVIDENCE),
            links(ISSUES, "risk_ids", RISKS),
            links(RISKS, "feature_ids", FEATURES),
            links(RISKS, "claim_ids", CLAIMS),
            links(RISKS, "test_ids", TESTS),
            links(RISKS, "evidence_ids", EVIDENCE),
            links(RISKS, "issue_ids", ISSUES),
            links(BOUNDARIES, "feature_ids", FEATURES),
            links(BOUNDARIES, "profile_ids", PROFILES),
            new ReferenceField(RELEASES, null, "boundary_id", BOUNDARIES, false, false),
            links(RELEASES, "boundary_ids", BOUNDARIES),
            links(RELEASES, "claim_ids", CLAIMS),
            links(RELEASES, "evidence_ids", EVIDENCE),
            new ReferenceField(SPECS, null, "adr_ids", ADRS, true, true));

    private static final List<List<ReferenceField>> PAIRS = List.of(
            pair(FEATURES, "claim_ids", CLAIMS, "feature_ids"),
            pair(FEATURES, "test_ids", TESTS, "feature_ids"),
            pair(TESTS, "claim_ids", CLAIMS, "test_ids"),
            pair(TESTS, "evidence_ids", EVIDENCE, "test_ids"),
            pair(CLAIMS, "evidence_ids", EVIDENCE, "claim_ids"),
            pair(ISSUES, "risk_ids", RISKS, "issue_ids"));

    private static ReferenceField links(Section section, String field, Section target) {
        return new ReferenceField(section, null, field, target, true, true);
    }

    private static ReferenceField nested(Section section, String parent, String field, Section target, boolean list) {
        return new ReferenceField(section, parent, field, target, list, false);
    }

    private static List<ReferenceField> pair(Section left, String leftField, Section right, String rightField) {
        return List.of(of(left, leftField).orElseThrow(), of(right, rightField).orElseThrow());
    }

    /** The fields of the section, in the order of the table. */
    public static List<ReferenceField> of(Section section) {
        return ALL.stream().filter(field -> field.section == section).toList();
    }

    /** The field of the row itself under that name. */
    public static Optional<ReferenceField> of(Section section, String name) {
        return ALL.stream()
                .filter(field -> field.section == section && field.parent == null && field.field.equals(name))
                .findFirst();
    }

    /** The fields that name rows of the section. */
    public static List<ReferenceField> to(Section target) {
        return ALL.stream().filter(field -> field.target == target).toList();
    }

    /** The field on the other side that has to name this row in return. */
    public Optional<ReferenceField> reciprocal() {
        for (List<ReferenceField> pair : PAIRS) {
            if (equals(pair.getFirst())) {
                return Optional.of(pair.getLast());
            }
            if (equals(pair.getLast())) {
                return Optional.of(pair.getFirst());
            }
        }
        return Optional.empty();
    }

    /** The name within the row: {@code lifecycle.replacement_feature_ids}. */
    public String path() {
        return parent == null ? field : parent + "." + field;
    }

    /** The texts that the row holds here, as they stand; whatever is no text is left out. */
    public List<String> idsIn(JsonNode row) {
        JsonNode value = (parent == null ? row : row.path(parent)).path(field);
        if (!list) {
            return value.isTextual() ? List.of(value.textValue()) : List.of();
        }
        return value.isArray()
                ? value.valueStream()
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .toList()
                : List.of();
    }

    /** Replaces the id wherever the row names it here, without naming one twice. The row has to be a copy. */
    public void replaceIn(ObjectNode row, String before, String after) {
        if (!((parent == null ? row : row.get(parent)) instanceof ObjectNode holder)) {
            return;
        }
        if (!list) {
            if (holder.path(field).asText().equals(before)) {
                holder.put(field, after);
            }
            return;
        }
        if (holder.get(field) instanceof ArrayNode values) {
            ArrayNode replaced = holder.arrayNode();
            values.valueStream()
                    .map(value ->
                            value.isTextual() && value.textValue().equals(before) ? holder.textNode(after) : value)
                    .distinct()
                    .forEach(replaced::add);
            holder.set(field, replaced);
        }
    }
}
