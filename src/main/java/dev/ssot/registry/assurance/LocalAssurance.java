package dev.ssot.registry.assurance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a release rests on at one moment: the hashes of its sources, the manifest of what it puts out, and a bundle of
 * its claims, tests and evidence that names both by their hashes.
 *
 * @param report what the caller gets, and what is kept of the verification
 * @param artifacts the files of the release
 */
public record LocalAssurance(ObjectNode report, List<FileChange.Put> artifacts) {

    public static final String REPORT_PATH = ".ssot/reports/local-release-verification.report.json";

    /**
     * @param root the repository, as reports name it
     * @param invalid what validation found wrong with the registry
     * @return empty when there is no such release
     */
    public static Optional<LocalAssurance> of(
            Registry registry,
            RepositoryFiles files,
            String root,
            String releaseId,
            PathPolicy policy,
            List<String> invalid) {
        return registry.find(Section.RELEASES, releaseId)
                .map(release -> of(registry, files, root, release, policy, invalid));
    }

    private static LocalAssurance of(
            Registry registry,
            RepositoryFiles files,
            String root,
            Row release,
            PathPolicy policy,
            List<String> invalid) {
        List<String> failures = new ArrayList<>(invalid);
        ObjectNode snapshot =
                SourceSnapshot.of(registry, files, policy).json(root + "/" + Registry.PATH, release.id(), policy);
        ObjectNode manifest = manifest(files, release.id(), failures);
        ObjectNode bundle = bundle(registry, release, snapshot, manifest);
        String folder = ".ssot/releases/%s/".formatted(safe(release.id()));
        ObjectNode report = Json.object()
                .put("passed", failures.isEmpty())
                .put("registry_path", root + "/" + Registry.PATH)
                .put("release_id", release.id())
                .put("path_policy", policy.text());
        report.set("failures", Json.MAPPER.valueToTree(failures));
        report.set("source_snapshot", snapshot);
        report.set("artifact_manifest", manifest);
        report.set("bundle_hash", bundle.get("bundle_hash"));
        report.putObject("artifact_paths")
                .put("source_snapshot", root + "/" + folder + "source.snapshot.json")
                .put("artifact_manifest", root + "/" + folder + "artifact.manifest.json")
                .put("evidence_bundle", root + "/" + folder + "evidence.bundle.json");
        return new LocalAssurance(
                report,
                List.of(
                        put(folder + "source.snapshot.json", snapshot),
                        put(folder + "artifact.manifest.json", manifest),
                        put(folder + "evidence.bundle.json", bundle)));
    }

    private static ObjectNode manifest(RepositoryFiles files, String releaseId, List<String> failures) {
        ObjectNode manifest =
                Json.object().put("kind", "output_artifact_manifest").put("release_id", releaseId);
        ArrayNode artifacts = manifest.putArray("artifacts");
        files.read(Registry.PATH)
                .ifPresentOrElse(
                        bytes -> artifacts
                                .addObject()
                                .put("id", "registry")
                                .put("path", Registry.PATH)
                                .put("kind", "registry")
                                .put("media_type", "application/json")
                                .put("size", bytes.length)
                                .put("sha256", CanonicalJson.hash(bytes)),
                        () -> failures.add("artifact registry path does not exist: " + Registry.PATH));
        return manifest;
    }

    private static ObjectNode bundle(Registry registry, Row release, ObjectNode snapshot, ObjectNode manifest) {
        List<Row> claims = registry.findAll(Section.CLAIMS, release.texts("claim_ids"));
        SortedSet<String> tests = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
        SortedSet<String> evidence = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
        evidence.addAll(release.texts("evidence_ids"));
        for (Row claim : claims) {
            tests.addAll(claim.texts("test_ids"));
            evidence.addAll(claim.texts("evidence_ids"));
        }
        ObjectNode bundle = Json.object().put("kind", "local_release_evidence_bundle");
        bundle.set("release", release.json());
        bundle.set("boundary_ids", boundaries(release));
        bundle.set("claims", rows(claims));
        bundle.set("tests", rows(registry.findAll(Section.TESTS, tests)));
        bundle.set("evidence", rows(registry.findAll(Section.EVIDENCE, evidence)));
        bundle.set("source_snapshot_root_hash", snapshot.get("root_hash"));
        bundle.put("artifact_manifest_hash", hash(manifest));
        bundle.putObject("verification").put("mode", "local").put("schema", "ssot-local-assurance-v1");
        return bundle.put("bundle_hash", hash(bundle));
    }

    private static JsonNode boundaries(Row release) {
        JsonNode all = release.json().get("boundary_ids");
        return all != null
                ? all
                : Json.MAPPER.createArrayNode().add(release.json().get("boundary_id"));
    }

    private static ArrayNode rows(Collection<Row> rows) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        rows.forEach(row -> list.add(row.json()));
        return list;
    }

    private static String hash(JsonNode value) {
        return CanonicalJson.hash(CanonicalJson.write(value));
    }

    private static String safe(String releaseId) {
        return releaseId.replace(":", "__").replace('/', '_').replace('\\', '_');
    }

    private static FileChange.Put put(String path, JsonNode content) {
        return new FileChange.Put(path, CanonicalJson.write(content));
    }

    /** The report as a file for later review. */
    public FileChange.Put reportFile() {
        return put(REPORT_PATH, report);
    }
}
