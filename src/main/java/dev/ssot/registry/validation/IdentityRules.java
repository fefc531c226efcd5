package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.NormalizedId;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import java.util.HashSet;
import java.util.Set;

/** Ids: their form, and that each stands once in the registry. */
final class IdentityRules implements RowRule {

    private static final Set<Section> WITH_ORIGIN =
            Set.of(Section.FEATURES, Section.TESTS, Section.CLAIMS, Section.EVIDENCE);

    /** Rows of the same id in other sections are looked at without a trace: who adds or removes an id checks them. */
    @Override
    public void check(Row row, Snapshot snapshot, Findings findings) {
        Section section = row.section();
        if (!row.id().startsWith(section.prefix())) {
            findings.failure("%s must start with %s".formatted(Findings.name(row), section.prefix()));
        }
        if (!NormalizedId.matches(row.id())) {
            findings.failure(Findings.name(row) + " is not a normalized id");
        }
        for (int i = section.ordinal() - 1; i >= 0; i--) {
            Section other = Section.values()[i];
            if (snapshot.registry().contains(other, row.id())) {
                findings.failure(acrossSections(row.id(), section, other));
                break;
            }
        }
        if (WITH_ORIGIN.contains(section) && row.hasText("origin", "ssot-core") && snapshot.isRepoLocal()) {
            findings.failure(Findings.name(row)
                    + ".origin cannot be ssot-core in a repo-local registry; sync ssot-origin obligations or author"
                    + " repo-local rows instead");
        }
    }

    /** What is no row at all, and ids that stand in the section twice. */
    static void section(Section section, Registry registry, Findings findings) {
        JsonNode list = registry.document().path(section.key());
        if (!list.isArray()) {
            if (!list.isMissingNode()) {
                findings.failure("Top-level section %s must be a list".formatted(section.key()));
            }
            return;
        }
        if (list.size() == registry.rows(section).size()) {
            return;
        }
        Set<String> seen = new HashSet<>();
        for (JsonNode row : list) {
            String id = Row.text(row, "id");
            if (!row.isObject()) {
                findings.failure("Section %s contains a non-object row".formatted(section.key()));
            } else if (id == null) {
                findings.failure("Section %s row has a non-string id".formatted(section.key()));
            } else if (!seen.add(id)) {
                findings.failure("Duplicate id in %s: %s".formatted(section.key(), id));
                findings.failure(acrossSections(id, section, section));
            }
        }
    }

    private static String acrossSections(String id, Section section, Section other) {
        return "Duplicate id across sections: %s in %s and %s".formatted(id, section.key(), other.key());
    }
}
