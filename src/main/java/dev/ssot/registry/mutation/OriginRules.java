package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.PythonText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who owns a row: the repository itself, or somebody upstream whose rows do not change hands here. */
final class OriginRules {

    private static final Set<Section> SECTIONS =
            Set.of(Section.FEATURES, Section.TESTS, Section.CLAIMS, Section.EVIDENCE);
    private static final List<String> ORIGINS = Vocabulary.byName(Vocabulary.ORIGINS);
    private static final String LOCAL = "repo-local";

    private OriginRules() {}

    /** A new row of a section with origins belongs to this repository unless it says otherwise. */
    static void complete(Registry registry, Section section, ObjectNode row) {
        if (SECTIONS.contains(section) && !row.has("origin")) {
            row.put("origin", repoKind(registry));
        }
    }

    /**
     * Says what is wrong with the origin that the row gets, if anything; one that it has already is left to validation.
     *
     * @param standing the row before the change; null for a new one
     */
    static Optional<String> refusal(Registry registry, Section section, ObjectNode row, @Nullable Row standing) {
        if (!SECTIONS.contains(section)) {
            return Optional.empty();
        }
        String subject = "%s %s ".formatted(section.title(), row.path("id").asText());
        if (standing != null && Objects.equals(standing.json().get("origin"), row.get("origin"))) {
            return Optional.empty();
        }
        String origin = Row.text(row, "origin");
        if (origin == null || !ORIGINS.contains(origin)) {
            return Optional.of(subject + "origin must be one of " + PythonText.repr(ORIGINS));
        }
        if (origin.equals("ssot-core") && repoKind(registry).equals(LOCAL)) {
            return Optional.of(subject + "cannot use origin ssot-core in a repo-local registry");
        }
        String before = standing == null ? null : standing.text("origin");
        if (before != null && !before.equals(LOCAL) && ORIGINS.contains(before)) {
            return Optional.of(subject + "origin cannot change from %s to %s".formatted(before, origin));
        }
        return Optional.empty();
    }

    private static String repoKind(Registry registry) {
        String kind = registry.document().at("/repo/kind").asText();
        if (kind.equals("ssot-upstream")) {
            return "ssot-core";
        }
        return ORIGINS.contains(kind) ? kind : LOCAL;
    }
}
