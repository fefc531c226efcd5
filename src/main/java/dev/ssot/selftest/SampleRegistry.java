package dev.ssot.selftest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The repository of an episode: features whose first step can be claimed. One that all want, four whose roots overlap,
 * and as many with roots of their own as were asked for.
 */
final class SampleRegistry {

    static final List<String> WANTED = List.of("feat:wanted");
    static final List<String> OVERLAPPING = List.of("feat:o0", "feat:o1", "feat:o2", "feat:o3");

    private static final List<String> OVERLAPS = List.of("shared", "shared/a", "shared/a/deep", "shared/b/../a");
    private static final String BOUNDARY = "bnd:default";

    private final Path root;
    private final ObjectNode document = Json.object();

    private SampleRegistry(Path root) {
        this.root = root;
    }

    /** Writes it; answers the root with every link followed. */
    static Path write(Path root, int free) throws IOException {
        SampleRegistry registry = new SampleRegistry(root);
        registry.head();
        registry.feature("wanted", "src/wanted");
        for (int i = 0; i < OVERLAPS.size(); i++) {
            registry.feature("o" + i, OVERLAPS.get(i));
        }
        for (int i = 0; i < free; i++) {
            registry.feature("f" + i, "src/f" + i);
        }
        Files.createDirectories(root.resolve(".ssot"));
        Files.write(root.resolve(".ssot/registry.json"), CanonicalJson.write(registry.document));
        return root.toRealPath();
    }

    static List<String> free(int count) {
        return IntStream.range(0, count).mapToObj(i -> "feat:f" + i).toList();
    }

    /** A row that is created under load. */
    static ObjectNode issue(String id, String title) {
        ObjectNode issue = Json.object()
                .put("id", id)
                .put("title", title)
                .put("status", "open")
                .put("severity", "low")
                .put("description", "Made by the selftest.")
                .put("release_blocking", false);
        issue.putObject("plan").put("horizon", "backlog").putNull("slot");
        lists(issue, "claim_ids", "test_ids", "evidence_ids", "risk_ids");
        issue.putArray("feature_ids").add(WANTED.getFirst());
        return issue;
    }

    private void head() {
        document.put("schema_version", "0.7.0");
        document.putObject("repo")
                .put("id", "repo:selftest")
                .put("name", "selftest")
                .put("version", "0.1.0")
                .put("kind", "repo-local");
        document.putObject("tooling")
                .put("ssot_registry_version", "0.2.22")
                .put("initialized_with_version", "0.2.22")
                .put("last_upgraded_from_version", "0.2.22");
        ObjectNode paths = document.putObject("paths").put("ssot_root", ".ssot");
        List.of("schema", "adr", "spec", "graph", "evidence", "release", "report", "cache")
                .forEach(name -> paths.put(name + "_root", ".ssot/" + name));
        document.putObject("program").put("active_boundary_id", BOUNDARY).put("active_release_id", "rel:0.1.0");
        document.putObject("guard_policies");
        lists(document.putObject("document_id_reservations"), "adr", "spec");
        lists(
                document,
                "features",
                "profiles",
                "tests",
                "claims",
                "evidence",
                "issues",
                "risks",
                "boundaries",
                "releases",
                "adrs",
                "specs");
        ObjectNode boundary = section("boundaries")
                .addObject()
                .put("id", BOUNDARY)
                .put("title", "Default boundary")
                .put("status", "draft")
                .put("frozen", false);
        lists(boundary, "feature_ids", "profile_ids");
        ObjectNode release = section("releases")
                .addObject()
                .put("id", "rel:0.1.0")
                .put("version", "0.1.0")
                .put("status", "draft")
                .put("boundary_id", BOUNDARY);
        release.putArray("boundary_ids").add(BOUNDARY);
        lists(release, "claim_ids", "evidence_ids");
    }

    private void feature(String name, String leaseRoot) throws IOException {
        String evidence = ".ssot/evidence/%s.json".formatted(name);
        String check = "checks/%s.txt".formatted(name);
        ObjectNode feature = row("features", "feat:" + name)
                .put("description", "A feature of the selftest.")
                .put("implementation_status", "partial");
        link(feature, "claim_ids", "clm:" + name + ".t1");
        link(feature, "test_ids", "tst:" + name);
        link(feature, "lease_roots", leaseRoot);
        lists(feature, "spec_ids", "parent_feature_ids", "requires");
        feature.putObject("lifecycle").put("stage", "active").putNull("note").putArray("replacement_feature_ids");
        feature.putObject("plan")
                .put("horizon", "current")
                .putNull("slot")
                .put("target_claim_tier", "T1")
                .put("target_lifecycle_stage", "active");
        ObjectNode claim = row("claims", "clm:" + name + ".t1")
                .put("status", "asserted")
                .put("tier", "T1")
                .put("kind", "behaviour")
                .put("description", "");
        lists(claim, "depends_on_claim_ids");
        ObjectNode test = row("tests", "tst:" + name)
                .put("status", "planned")
                .put("kind", "unit")
                .put("path", check);
        ObjectNode proof = row("evidence", "evd:" + name)
                .put("status", "planned")
                .put("kind", "report")
                .put("tier", "T1")
                .put("path", evidence);
        for (ObjectNode one : List.of(claim, test)) {
            link(one, "feature_ids", "feat:" + name);
            link(one, "evidence_ids", "evd:" + name);
        }
        link(claim, "test_ids", "tst:" + name);
        link(test, "claim_ids", "clm:" + name + ".t1");
        link(proof, "claim_ids", "clm:" + name + ".t1");
        link(proof, "test_ids", "tst:" + name);
        file(evidence, "{\"status\":\"passed\"}");
        file(check, name);
    }

    private ObjectNode row(String section, String id) {
        return section(section).addObject().put("id", id).put("title", id).put("origin", "repo-local");
    }

    private ArrayNode section(String name) {
        return (ArrayNode) document.get(name);
    }

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static void lists(ObjectNode row, String... fields) {
        List.of(fields).forEach(row::putArray);
    }

    private static void link(ObjectNode row, String field, String id) {
        row.putArray(field).add(id);
    }
}
