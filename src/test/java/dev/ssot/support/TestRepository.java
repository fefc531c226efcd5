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
        ArrayNode ids = section("profiles").addObject().put("id", "prf:" + name).putArray("feature_ids");
        List.of(features).forEach(feature -> ids.add("feat:" + feature));
        return this;
    }

    public TestRepository boundary(String name, String... features) {
        ArrayNode ids =
                section("boundaries").addObject().put("id", "bnd:" + name).putArray("feature_ids");
        List.of(features).forEach(feature -> ids.add("feat:" + feature));
        return this;
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

    /** Writes the registry and answers the repository's canonical root. */
    public Path write() throws IOException {
        Files.createDirectories(root.resolve(".ssot"));
        Files.write(root.resolve(".ssot/registry.json"), CanonicalJson.write(document));
        return root.toRealPath();
    }

    public static String evidencePath(String name) {
        return ".ssot/evidence/%s/t1.json".formatted(name);
    }

    private void feature(String name, String target, String... roots) {
        ObjectNode feature = section("features")
                .addObject()
                .put("id", "feat:" + name)
                .put("title", "Feature " + name)
                .put("description", "")
                .put("origin", "repo-local")
                .put("implementation_status", "partial");
        feature.putArray("claim_ids");
        feature.putArray("test_ids").add("tst:" + name);
        feature.putArray("requires");
        ArrayNode leaseRoots = feature.putArray("lease_roots");
        List.of(roots.length == 0 ? new String[] {"src/" + name, ".ssot/evidence/" + name} : roots)
                .forEach(leaseRoots::add);
        feature.putObject("lifecycle").put("stage", "active");
        feature.putObject("plan").put("horizon", "current").put("target_claim_tier", target);
    }

    private void claim(String name, String tier, String status) {
        String id = "clm:%s.%s".formatted(name, tier.toLowerCase(java.util.Locale.ROOT));
        ((ArrayNode) row("features", "feat:" + name).get("claim_ids")).add(id);
        ObjectNode claim = section("claims")
                .addObject()
                .put("id", id)
                .put("title", id)
                .put("status", status)
                .put("tier", tier);
        claim.putArray("feature_ids").add("feat:" + name);
        claim.putArray("test_ids").add("tst:" + name);
        claim.putArray("evidence_ids").add("evd:" + name);
    }

    private void proof(String name, String testStatus, String evidenceStatus) {
        ObjectNode test = section("tests")
                .addObject()
                .put("id", "tst:" + name)
                .put("title", "Test " + name)
                .put("status", testStatus)
                .put("path", "src/%s/check.txt".formatted(name));
        test.putArray("evidence_ids").add("evd:" + name);
        section("evidence")
                .addObject()
                .put("id", "evd:" + name)
                .put("title", "Evidence " + name)
                .put("status", evidenceStatus)
                .put("tier", "T1")
                .put("path", evidencePath(name));
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
