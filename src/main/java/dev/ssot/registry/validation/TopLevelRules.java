package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.NormalizedId;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The objects of the top level: what must be there and what program points to. */
final class TopLevelRules {

    private static final Map<String, List<String>> TEXTS = Map.of(
            "repo", List.of("id", "name", "version", "kind"),
            "tooling", List.of("ssot_registry_version", "initialized_with_version", "last_upgraded_from_version"),
            "paths",
                    List.of(
                            "ssot_root",
                            "schema_root",
                            "adr_root",
                            "spec_root",
                            "graph_root",
                            "evidence_root",
                            "release_root",
                            "report_root",
                            "cache_root"),
            "program", List.of("active_boundary_id", "active_release_id"),
            "guard_policies", List.of());

    private static final Demand KIND = Demand.oneOf(Vocabulary.ORIGINS);
    /** Names of kinds that old registries have and that are still read. */
    private static final List<String> OLD_KINDS = List.of("ssot-upstream", "operator-repo");

    private TopLevelRules() {}

    static void check(Snapshot snapshot, Findings findings) {
        JsonNode document = snapshot.registry().document();
        Stream.concat(
                        Stream.of("schema_version", "document_id_reservations"),
                        Stream.concat(TEXTS.keySet().stream(), Section.keys().stream()))
                .filter(key -> !document.has(key))
                .forEach(key -> findings.failure("Missing top-level section: " + key));
        TEXTS.forEach((key, fields) -> texts(key, document.path(key), fields, findings));
        repo(document.path("repo"), findings);
        program(snapshot, "active_boundary_id", Section.BOUNDARIES, findings);
        program(snapshot, "active_release_id", Section.RELEASES, findings);
        ReservationRules.check(document.path("document_id_reservations"), findings);
    }

    private static void texts(String key, JsonNode object, List<String> fields, Findings findings) {
        if (!object.isObject()) {
            findings.failure(key + " must be an object");
            return;
        }
        for (String field : fields) {
            if (!Demand.isNonBlank(object.path(field))) {
                findings.failure("%s.%s must be a non-empty string".formatted(key, field));
            }
        }
    }

    private static void repo(JsonNode repo, Findings findings) {
        if (!repo.isObject()) {
            findings.failure("Top-level repo must be an object");
            return;
        }
        String id = Row.text(repo, "id");
        if (id == null) {
            findings.failure("repo.id must be a string");
        } else if (!id.startsWith("repo:")) {
            findings.failure("repo.id must start with repo:, got " + id);
        } else if (!NormalizedId.matches(id)) {
            findings.failure("repo.id is not a normalized id: " + id);
        }
        JsonNode kind = repo.path("kind");
        if (!KIND.holds().test(kind) && !OLD_KINDS.contains(kind.asText())) {
            findings.failure("repo.kind " + KIND.words());
        }
    }

    private static void program(Snapshot snapshot, String field, Section target, Findings findings) {
        String id = Row.text(snapshot.object("program"), field);
        if (id == null) {
            return;
        }
        if (!NormalizedId.matches(id)) {
            findings.failure("program.%s is not a normalized id: %s".formatted(field, id));
        } else if (!snapshot.contains(target, id)) {
            findings.failure("program.%s references missing %s %s".formatted(field, target.label(), id));
        }
    }
}
