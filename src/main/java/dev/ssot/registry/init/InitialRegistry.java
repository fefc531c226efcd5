package dev.ssot.registry.init;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.registry.document.Reservations;
import dev.ssot.registry.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registry of a repository that has none yet: a draft boundary, a draft release, every guard on. */
public record InitialRegistry(String repoId, String repoName, String version, String toolVersion) {

    /** Where things are kept, by the key that the registry has for it. */
    static final Map<String, String> PATHS = paths();

    private static final Map<String, List<String>> GUARDS = Map.of(
            "claim_closure",
            List.of(
                    "require_implemented_features",
                    "require_linked_tests_passing",
                    "require_linked_evidence_passing",
                    "require_claim_evidence_tier_alignment",
                    "forbid_failed_or_stale_evidence"),
            "certification",
            List.of(
                    "require_release_status_draft_or_candidate",
                    "require_frozen_boundary",
                    "require_release_claim_coverage_for_boundary_features",
                    "require_boundary_features_current_or_explicit",
                    "require_feature_target_tiers_met",
                    "forbid_open_release_blocking_issues",
                    "forbid_active_release_blocking_risks"),
            "promotion",
            List.of("require_release_status_certified", "require_release_snapshot_hashes"),
            "publication",
            List.of("require_release_status_promoted"),
            "lifecycle",
            List.of(
                    "require_replacement_or_note_for_deprecation",
                    "forbid_obsolete_or_removed_in_active_boundary",
                    "require_feature_absent_for_removed"));

    private static final String SCHEMA_VERSION = "0.7.0";
    private static final String BOUNDARY = "bnd:default";

    ObjectNode document() {
        ObjectNode document = Json.object().put("schema_version", SCHEMA_VERSION);
        document.putObject("repo")
                .put("id", repoId)
                .put("name", repoName)
                .put("version", version)
                .put("kind", "repo-local");
        document.putObject("tooling")
                .put("ssot_registry_version", toolVersion)
                .put("initialized_with_version", toolVersion)
                .put("last_upgraded_from_version", toolVersion);
        document.set("paths", Json.MAPPER.valueToTree(PATHS));
        document.putObject("program").put("active_boundary_id", BOUNDARY).put("active_release_id", releaseId());
        ObjectNode policies = document.putObject("guard_policies");
        GUARDS.forEach((guard, rules) -> {
            ObjectNode policy = policies.putObject(guard);
            rules.forEach(rule -> policy.put(rule, true));
        });
        ObjectNode reservations = document.putObject(Reservations.KEY);
        reservations.putArray("adr").addAll(Reservations.initial());
        reservations.putArray("spec").addAll(Reservations.initial());
        Section.keys().forEach(document::putArray);
        addBoundary(document.withArray(Section.BOUNDARIES.key()));
        addRelease(document.withArray(Section.RELEASES.key()));
        return document;
    }

    private static void addBoundary(ArrayNode boundaries) {
        ObjectNode boundary = boundaries
                .addObject()
                .put("id", BOUNDARY)
                .put("title", "Default boundary")
                .put("status", "draft")
                .put("frozen", false);
        boundary.putArray("feature_ids");
        boundary.putArray("profile_ids");
    }

    private void addRelease(ArrayNode releases) {
        ObjectNode release = releases.addObject()
                .put("id", releaseId())
                .put("version", version)
                .put("status", "draft")
                .put("boundary_id", BOUNDARY);
        release.putArray("boundary_ids").add(BOUNDARY);
        release.putArray("claim_ids");
        release.putArray("evidence_ids");
    }

    private String releaseId() {
        return "rel:" + version;
    }

    private static Map<String, String> paths() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("ssot_root", ".ssot");
        paths.put("schema_root", ".ssot/schemas");
        paths.put("adr_root", ".ssot/adr");
        paths.put("spec_root", ".ssot/specs");
        paths.put("graph_root", ".ssot/graphs");
        paths.put("evidence_root", ".ssot/evidence");
        paths.put("release_root", ".ssot/releases");
        paths.put("report_root", ".ssot/reports");
        paths.put("cache_root", ".ssot/cache");
        return paths;
    }
}
