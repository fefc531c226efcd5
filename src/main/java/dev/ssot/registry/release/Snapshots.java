package dev.ssot.registry.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FeatureSets;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.ReleaseScope;
import dev.ssot.registry.json.Json;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What is kept of a boundary or a release for later: its rows as they were, with the hash of the registry. */
record Snapshots(Registry registry, Occasion occasion) {

    ObjectNode ofBoundary(Row boundary) {
        List<Row> features = registry.findAll(Section.FEATURES, FeatureSets.ofBoundary(registry, boundary));
        ObjectNode snapshot = start("boundary_snapshot");
        snapshot.set("boundary", boundary.json());
        snapshot.set("features", rows(features));
        ObjectNode summary = snapshot.putObject("summary")
                .put("boundary_id", boundary.id())
                .put("feature_count", features.size())
                .put("profile_count", boundary.json().path("profile_ids").size());
        summary.set("frozen", boundary.json().get("frozen"));
        summary.set("status", boundary.json().get("status"));
        return snapshot;
    }

    /** @param hashes of the files that prove the release, by path */
    ObjectNode ofPromoted(ReleaseScope scope, Map<String, String> hashes) {
        ObjectNode snapshot = release(scope, "release_snapshot");
        snapshot.set("features", rows(scope.features()));
        snapshot.set("profiles", rows(scope.profiles()));
        snapshot.set("profile_evaluations", Json.MAPPER.valueToTree(scope.evaluateProfiles()));
        snapshot.set("tests", rows(scope.tests()));
        snapshot.set("file_hashes", Json.MAPPER.valueToTree(hashes));
        summary(snapshot, scope)
                .put(
                        "boundary_id",
                        scope.boundaries().isEmpty()
                                ? null
                                : scope.boundaries().getFirst().id())
                .put("feature_count", snapshot.path("features").size())
                .put("profile_count", snapshot.path("profiles").size())
                .put("test_count", snapshot.path("tests").size());
        return snapshot;
    }

    ObjectNode ofPublished(ReleaseScope scope) {
        ObjectNode snapshot = release(scope, "published_snapshot");
        summary(snapshot, scope);
        return snapshot;
    }

    static ObjectNode ofRevoked(String releaseId, String reason) {
        return Json.object()
                .put("kind", "revoked_snapshot")
                .put("release_id", releaseId)
                .put("reason", reason);
    }

    private ObjectNode start(String kind) {
        return Json.object()
                .put("schema_version", 1)
                .put("kind", kind)
                .put(
                        "generated_at",
                        occasion.at().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("registry_path", Registry.PATH)
                .put("registry_sha256", registry.contentHash());
    }

    private ObjectNode release(ReleaseScope scope, String kind) {
        ObjectNode snapshot = start(kind);
        ArrayNode boundaries = rows(scope.boundaries());
        snapshot.set("release", scope.release().json());
        snapshot.set("boundary", boundaries.isEmpty() ? snapshot.nullNode() : boundaries.get(0));
        snapshot.set("boundaries", boundaries);
        snapshot.set("claims", rows(scope.claims()));
        snapshot.set("evidence", rows(scope.evidence()));
        return snapshot;
    }

    private static ObjectNode summary(ObjectNode snapshot, ReleaseScope scope) {
        JsonNode release = scope.release().json();
        ObjectNode summary =
                snapshot.putObject("summary").put("release_id", scope.release().id());
        summary.set("version", release.get("version"));
        summary.set("status", release.get("status"));
        ArrayNode ids = summary.putArray("boundary_ids");
        scope.boundaries().forEach(boundary -> ids.add(boundary.id()));
        return summary.put("boundary_count", ids.size())
                .put("claim_count", snapshot.path("claims").size())
                .put("evidence_count", snapshot.path("evidence").size());
    }

    private static ArrayNode rows(Collection<Row> rows) {
        ArrayNode list = Json.object().arrayNode();
        rows.forEach(row -> list.add(row.json()));
        return list;
    }
}
