package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.NormalizedId;
import dev.ssot.registry.ReferenceField;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.PythonValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every id that a row names is one of a row that exists, and a row that is linked links back. */
final class ReferenceRules implements RowRule {

    /** The fields of the row itself that the reference does not resolve; it resolves none inside an object either. */
    private static final Set<String> UNCHECKED = Set.of("requires", "superseded_by_claim_ids", "source_evidence_ids");

    /** Where the reference looks whether the other side links back. */
    private static final Set<String> CHECKED_BACK = Set.of(
            "features.claim_ids",
            "features.test_ids",
            "claims.test_ids",
            "claims.evidence_ids",
            "tests.evidence_ids",
            "issues.risk_ids");

    private static final Map<Section, List<Link>> LINKS = new EnumMap<>(Section.class);

    static {
        for (Section section : Section.values()) {
            LINKS.put(section, ReferenceField.of(section).stream().map(Link::of).toList());
        }
    }

    /**
     * A field with how its findings count.
     *
     * @param back the field on the other side, if it has to link back
     */
    private record Link(
            ReferenceField field,
            Finding.Kind missing,
            @Nullable ReferenceField back,
            Finding.Kind drift) {

        static Link of(ReferenceField field) {
            boolean unchecked = field.parent() != null || UNCHECKED.contains(field.field());
            boolean checkedBack = CHECKED_BACK.contains(field.section().key() + "." + field.field());
            return new Link(
                    field,
                    unchecked ? Finding.Kind.STRICT : Finding.Kind.FAILURE,
                    field.reciprocal().orElse(null),
                    checkedBack ? Finding.Kind.FAILURE : Finding.Kind.STRICT);
        }
    }

    @Override
    public void check(Row row, Snapshot snapshot, Findings findings) {
        for (Link link : LINKS.getOrDefault(row.section(), List.of())) {
            ReferenceField field = link.field();
            JsonNode holder = field.parent() == null ? row.json() : row.object(field.parent());
            JsonNode value = holder.path(field.field());
            if (!field.list()) {
                if (value.isTextual()) {
                    single(row, link, value.textValue(), snapshot, findings);
                }
            } else if (value.isArray()) {
                value.forEach(element -> element(row, link, element, snapshot, findings));
            }
        }
    }

    private static void single(Row row, Link link, String id, Snapshot snapshot, Findings findings) {
        if (!NormalizedId.matches(id)) {
            findings.add(link.missing(), "%s is not a normalized id: %s".formatted(name(row, link), id));
        } else {
            existing(row, link, id, snapshot, findings);
        }
    }

    private static void element(Row row, Link link, JsonNode element, Snapshot snapshot, Findings findings) {
        if (!element.isTextual() || !NormalizedId.matches(element.textValue())) {
            findings.add(
                    link.missing(),
                    "%s contains a non-normalized id %s".formatted(name(row, link), PythonValue.repr(element)));
        } else {
            existing(row, link, element.textValue(), snapshot, findings);
        }
        if (link.back() != null && element.isTextual()) {
            drift(row, link, link.back(), element.textValue(), snapshot, findings);
        }
    }

    private static void existing(Row row, Link link, String id, Snapshot snapshot, Findings findings) {
        Section target = link.field().target();
        if (!snapshot.contains(target, id)) {
            findings.add(
                    link.missing(),
                    "%s references missing %s %s"
                            .formatted(name(row, link), target == Section.ADRS ? "ADR" : target.label(), id));
        }
    }

    private static void drift(
            Row row, Link link, ReferenceField back, String id, Snapshot snapshot, Findings findings) {
        Row other = snapshot.find(back.section(), id).orElse(null);
        if (other != null && !snapshot.holds(other.json().path(back.field()), row.id())) {
            findings.add(
                    link.drift(),
                    "Bidirectional link drift: %s contains %s but %s.%s does not contain %s"
                            .formatted(name(row, link), id, Findings.name(other), back.field(), row.id()));
        }
    }

    private static String name(Row row, Link link) {
        return Findings.name(row) + "." + link.field().path();
    }
}
