package dev.ssot.support;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes registries of any size, the same one for the same seed. Every twentieth feature has work to do: its T1 claim is
 * wired, its test and evidence are planned, its roots are its own. The others have reached T2.
 */
public final class RegistryGenerator {

    private static final int SHARED_ARTIFACTS = 50;
    private static final int ONE_OPEN_IN = 20;

    private final Random random;
    private final ObjectNode document;
    private final List<String> openNames = new ArrayList<>();

    private RegistryGenerator(long seed) {
        this.random = new Random(seed);
        this.document = skeleton();
    }

    /** Writes a repository with that many features below {@code root}. */
    public static Path write(Path root, int features, long seed) throws IOException {
        RegistryGenerator generator = new RegistryGenerator(seed);
        for (int i = 0; i < features; i++) {
            generator.feature(i, i % ONE_OPEN_IN == 0);
        }
        return generator.writeTo(root);
    }

    /** An empty registry that validates, for tests that add what they need. */
    public static ObjectNode skeleton() {
        ObjectNode document = Json.object().put("schema_version", "0.7.0");
        document.putObject("repo")
                .put("id", "repo:generated")
                .put("name", "generated")
                .put("version", "0.1.0")
                .put("kind", "repo-local");
        document.putObject("tooling")
                .put("ssot_registry_version", "0.2.22")
                .put("initialized_with_version", "0.2.22")
                .put("last_upgraded_from_version", "0.2.22");
        ObjectNode paths = document.putObject("paths");
        paths.put("ssot_root", ".ssot");
        for (String name : List.of("schema", "adr", "spec", "graph", "evidence", "release", "report", "cache")) {
            paths.put(name + "_root", ".ssot/" + name);
        }
        document.putObject("program").put("active_boundary_id", "bnd:default").put("active_release_id", "rel:0.1.0");
        document.putObject("guard_policies");
        ObjectNode reservations = document.putObject("document_id_reservations");
        for (String kind : List.of("adr", "spec")) {
            ArrayNode ranges = reservations.putArray(kind);
            range(ranges, "ssot-core", 1, 599, true);
            range(ranges, "ssot-origin", 600, 999, true);
            range(ranges, "repo-local", 1000, 4999, false);
        }
        for (String section : List.of(
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
                "specs")) {
            document.putArray(section);
        }
        ObjectNode boundary = ((ArrayNode) document.get("boundaries"))
                .addObject()
                .put("id", "bnd:default")
                .put("title", "Default boundary")
                .put("status", "draft")
                .put("frozen", false);
        links(boundary, "feature_ids", "profile_ids");
        ObjectNode release = ((ArrayNode) document.get("releases"))
                .addObject()
                .put("id", "rel:0.1.0")
                .put("version", "0.1.0")
                .put("status", "draft")
                .put("boundary_id", "bnd:default");
        links(release, "boundary_ids", "bnd:default");
        links(release, "claim_ids", "evidence_ids");
        return document;
    }

    private static void range(ArrayNode ranges, String owner, int start, int end, boolean packaged) {
        ranges.addObject()
                .put("owner", owner)
                .put("start", start)
                .put("end", end)
                .put("immutable", packaged)
                .put("deletable", !packaged)
                .put("assignable_by_repo", !packaged);
    }

    /** Writes the document as the registry of a new repository. */
    public static Path write(Path root, ObjectNode document) throws IOException {
        Files.createDirectories(root.resolve(".ssot"));
        Files.write(root.resolve(".ssot/registry.json"), CanonicalJson.write(document));
        return root.toRealPath();
    }

    private void feature(int number, boolean open) {
        String name = "f%06d".formatted(number);
        if (open) {
            openNames.add(name);
        }
        String artifact =
                open ? ownArtifact(name) : ".ssot/evidence/shared/%d.json".formatted(random.nextInt(SHARED_ARTIFACTS));
        ObjectNode feature = row("features", "feat:" + name)
                .put("description", "Generated feature " + number + ", word " + random.nextInt(1_000) + ".")
                .put("implementation_status", open ? "partial" : "implemented");
        feature.putArray("lease_roots").add("src/" + name).add(".ssot/evidence/" + name);
        feature.putObject("lifecycle").put("stage", "active").putNull("note").putArray("replacement_feature_ids");
        feature.putObject("plan")
                .put("horizon", "current")
                .putNull("slot")
                .put("target_claim_tier", open ? "T1" : "T2")
                .put("target_lifecycle_stage", "active");
        links(feature, "spec_ids", "parent_feature_ids", "requires");
        links(feature, "test_ids", "tst:" + name);
        ArrayNode claims = feature.putArray("claim_ids");
        for (String tier : open ? List.of("t0", "t1") : List.of("t0", "t1", "t2")) {
            links(claim(name, tier, open), "depends_on_claim_ids", claims);
            claims.add("clm:%s.%s".formatted(name, tier));
        }
        ObjectNode test = row("tests", "tst:" + name)
                .put("status", open ? "planned" : "passing")
                .put("kind", "pytest")
                .put("path", open ? ownTest(name) : "checks/%d.txt".formatted(number % SHARED_ARTIFACTS));
        links(test, "feature_ids", "feat:" + name);
        links(test, "claim_ids", claims);
        links(test, "evidence_ids", "evd:" + name);
        ObjectNode evidence = row("evidence", "evd:" + name)
                .put("status", open ? "planned" : "passed")
                .put("kind", "report")
                .put("tier", open ? "T1" : "T2")
                .put("path", artifact);
        links(evidence, "claim_ids", claims);
        links(evidence, "test_ids", "tst:" + name);
        if (!open) {
            evidence.putArray("robustness_dimensions").add("negative_cases");
            evidence.putArray("source_evidence_ids").add("evd:" + name);
        }
    }

    private ObjectNode claim(String name, String tier, boolean open) {
        ObjectNode claim = row("claims", "clm:%s.%s".formatted(name, tier))
                .put("status", open ? "asserted" : "evidenced")
                .put("tier", tier.toUpperCase(java.util.Locale.ROOT))
                .put("kind", "runtime")
                .put("description", "Generated claim.");
        links(claim, "feature_ids", "feat:" + name);
        links(claim, "test_ids", "tst:" + name);
        links(claim, "evidence_ids", "evd:" + name);
        return claim;
    }

    private ObjectNode row(String section, String id) {
        return ((ArrayNode) document.get(section))
                .addObject()
                .put("id", id)
                .put("title", "Generated " + id)
                .put("origin", "repo-local");
    }

    /** A list of one link, or empty lists for several fields. */
    private static void links(ObjectNode row, String field, String... more) {
        ArrayNode list = row.putArray(field);
        for (String value : more) {
            if (value.contains(":")) {
                list.add(value);
            } else {
                row.putArray(value);
            }
        }
    }

    private static void links(ObjectNode row, String field, ArrayNode ids) {
        row.set(field, ids.deepCopy());
    }

    private static String ownTest(String name) {
        return "src/%s/check.txt".formatted(name);
    }

    private static String ownArtifact(String name) {
        return ".ssot/evidence/%s/t1.json".formatted(name);
    }

    private Path writeTo(Path root) throws IOException {
        for (int i = 0; i < SHARED_ARTIFACTS; i++) {
            write(root, ".ssot/evidence/shared/%d.json".formatted(i), "{\"status\":\"passed\"}");
            write(root, "checks/%d.txt".formatted(i), "checked");
        }
        for (String name : openNames) {
            write(root, ownArtifact(name), "{\"status\":\"planned\"}");
            write(root, ownTest(name), "to be checked");
        }
        return write(root, document);
    }

    private static void write(Path root, String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
