package dev.ssot.support;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A repository for a test, feature by feature. */
public final class TestRepository {

    private final Path root;
    private final ObjectNode document = RegistryGenerator.skeleton();

    private TestRepository(Path root) {
        this.root = root;
    }

    public static TestRepository in(Path folder) {
        return new TestRepository(folder);
    }

    /** A feature that a worker can take from T0 to T1: claim, test and evidence are wired, nothing is proved. */
    public TestRepository ready(String name, String... roots) {
        feature(name, "T1", roots);
        claim(name, "T1", "asserted");
        proof(name, "planned", "planned");
        return this;
    }

    /** A feature that has reached T1, its target. */
    public TestRepository done(String name) throws IOException {
        feature(name, "T1", "src/" + name);
        claim(name, "T1", "evidenced");
        proof(name, "passing", "passed");
        return artifact(evidencePath(name));
    }

    /** A feature whose T1 claim does not exist, so that nobody can work on it. */
    public TestRepository unwired(String name) {
        feature(name, "T1", "src/" + name);
        return this;
    }

    /** A feature whose T1 is proved and whose T2 claim rests on the same rows. */
    public TestRepository readyForT2(String name) throws IOException {
        done(name);
        ((ObjectNode) row("features", "feat:" + name).get("plan")).put("target_claim_tier", "T2");
        claim(name, "T2", "asserted");
        return this;
    }

    /** Changes a row before the registry is written. */
    public ObjectNode row(String section, String id) {
        for (var row : document.path(section)) {
            if (row.path("id").asText().equals(id)) {
                return (ObjectNode) row;
            }
        }
        throw new AssertionError("no row " + id);
    }

    public TestRepository profile(String name, String... features) {
        ObjectNode profile = titled("profiles", "prf:" + name)
                .put("description", "")
                .put("status", "draft")
                .put("kind", "capability")
                .putNull("claim_tier");
        profile.putObject("evaluation").put("mode", "all_features_must_pass").put("allow_feature_override_tier", true);
        ArrayNode ids = profile.putArray("feature_ids");
        List.of(features).forEach(feature -> ids.add("feat:" + feature));
        profile.putArray("profile_ids");
        return this;
    }

    public TestRepository boundary(String name, String... features) {
        ObjectNode boundary =
                titled("boundaries", "bnd:" + name).put("status", "draft").put("frozen", false);
        ArrayNode ids = boundary.putArray("feature_ids");
        List.of(features).forEach(feature -> ids.add("feat:" + feature));
        boundary.putArray("profile_ids");
        return this;
    }

    /** A policy of the registry, to be filled. */
    public ObjectNode policy(String name) {
        return ((ObjectNode) document.get("guard_policies")).putObject(name);
    }

    public TestRepository spec(String id) {
        section("specs").addObject().put("id", id);
        return this;
    }

    public TestRepository artifact(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"status\":\"passed\"}");
        return this;
    }

    /** Says how much of what workers report has to be seen. */
    public TestRepository verification(String level) throws IOException {
        Files.createDirectories(root.resolve(".ssot"));
        Files.writeString(root.resolve(".ssot/ssot.toml"), "[completion]\nverification = \"%s\"\n".formatted(level));
        return this;
    }

    /** Writes the registry and answers the repository's canonical root. */
    public Path write() throws IOException {
        Files.createDirectories(root.resolve(".ssot"));
        Files.write(root.resolve(".ssot/registry.json"), bytes());
        return root.toRealPath();
    }

    /** The registry as {@link #write} writes it. */
    public byte[] bytes() {
        return CanonicalJson.write(document);
    }

    /** A feature that has reached its target, with one claim of that id and tier. */
    public TestRepository claimed(String name, String claimId, String tier) {
        feature(name, "T0", "src/" + name);
        ((ArrayNode) row("features", "feat:" + name).get("claim_ids")).add(claimId);
        section("claims")
                .addObject()
                .put("id", claimId)
                .put("title", claimId)
                .put("status", "proposed")
                .put("tier", tier)
                .putArray("feature_ids")
                .add("feat:" + name);
        return this;
    }

    public static String evidencePath(String name) {
        return ".ssot/evidence/%s/t1.json".formatted(name);
    }

    private void feature(String name, String target, String... roots) {
        ObjectNode feature =
                authored("features", "feat:" + name).put("description", "").put("implementation_status", "partial");
        lists(feature, "claim_ids", "test_ids", "requires", "spec_ids", "parent_feature_ids");
        ArrayNode leaseRoots = feature.putArray("lease_roots");
        List.of(roots.length == 0 ? new String[] {"src/" + name, ".ssot/evidence/" + name} : roots)
                .forEach(leaseRoots::add);
        feature.putObject("lifecycle").put("stage", "active").putNull("note").putArray("replacement_feature_ids");
        feature.putObject("plan")
                .put("horizon", "current")
                .putNull("slot")
                .put("target_claim_tier", target)
                .put("target_lifecycle_stage", "active");
    }

    private void claim(String name, String tier, String status) {
        String id = "clm:%s.%s".formatted(name, tier.toLowerCase(java.util.Locale.ROOT));
        ObjectNode claim = authored("claims", id)
                .put("status", status)
                .put("tier", tier)
                .put("kind", "behaviour")
                .put("description", "");
        lists(claim, "feature_ids", "test_ids", "evidence_ids", "depends_on_claim_ids");
        link("features", "feat:" + name, "claim_ids", "claims", id, "feature_ids");
        if (has("tests", "tst:" + name)) {
            prove(name, id);
        }
    }

    private void proof(String name, String testStatus, String evidenceStatus) {
        ObjectNode test = authored("tests", "tst:" + name)
                .put("status", testStatus)
                .put("kind", "unit")
                .put("path", "src/%s/check.txt".formatted(name));
        lists(test, "feature_ids", "claim_ids", "evidence_ids");
        ObjectNode evidence = authored("evidence", "evd:" + name)
                .put("status", evidenceStatus)
                .put("kind", "report")
                .put("tier", "T1")
                .put("path", evidencePath(name));
        lists(evidence, "claim_ids", "test_ids");
        link("features", "feat:" + name, "test_ids", "tests", "tst:" + name, "feature_ids");
        link("tests", "tst:" + name, "evidence_ids", "evidence", "evd:" + name, "test_ids");
        row("features", "feat:" + name).get("claim_ids").forEach(claim -> prove(name, claim.asText()));
    }

    private void prove(String name, String claim) {
        link("tests", "tst:" + name, "claim_ids", "claims", claim, "test_ids");
        link("evidence", "evd:" + name, "claim_ids", "claims", claim, "evidence_ids");
    }

    private ObjectNode titled(String section, String id) {
        return section(section).addObject().put("id", id).put("title", title(id));
    }

    private static String title(String id) {
        return switch (id.substring(0, id.indexOf(':'))) {
            case "feat" -> "Feature " + id.substring(5);
            case "tst" -> "Test " + id.substring(4);
            case "evd" -> "Evidence " + id.substring(4);
            default -> id;
        };
    }

    private ObjectNode authored(String section, String id) {
        return titled(section, id).put("origin", "repo-local");
    }

    private static void lists(ObjectNode row, String... fields) {
        List.of(fields).forEach(row::putArray);
    }

    private boolean has(String section, String id) {
        return section(section)
                .valueStream()
                .anyMatch(row -> row.path("id").asText().equals(id));
    }

    private void link(String section, String id, String field, String otherSection, String otherId, String back) {
        ((ArrayNode) row(section, id).get(field)).add(otherId);
        ((ArrayNode) row(otherSection, otherId).get(back)).add(id);
    }

    private ArrayNode section(String name) {
        return (ArrayNode) document.get(name);
    }

    /** An argument object from names and values in turn. */
    public static ObjectNode arguments(Object... namesAndValues) {
        ObjectNode arguments = Json.object();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            arguments.set((String) namesAndValues[i], Json.MAPPER.valueToTree(namesAndValues[i + 1]));
        }
        return arguments;
    }
}
