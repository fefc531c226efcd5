package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.cli.command.TrustControl;
import dev.ssot.environment.Environment;
import dev.ssot.operation.ErrorCode;
import dev.ssot.registry.json.Json;
import dev.ssot.support.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Certifying features by their tests: every step behind its guard, and nothing before the tests have passed. */
abstract class ProofGraphContract extends OperationsContract {

    private static final String REGISTRY = ".ssot/registry.json";

    @Test
    void tests_that_pass_lead_their_feature_to_a_published_release() throws Exception {
        feature("a", "exit 0");
        write(testPath("a"), "def test_a(): assert True");
        approve();

        ObjectNode certified = certify("rel:1", "feat:a", "publish", true, "write_report", true);

        assertThat(certified.path("passed").asBoolean()).as("%s", certified).isTrue();
        assertThat(certified.at("/test_run/target").toString())
                .isEqualTo("{\"kind\":\"feature\",\"ids\":[\"feat:a\"]}");
        assertThat(certified.path("t1_evidence_ids").path(0).asText()).isEqualTo("evd:t1.a.proof-graph-source");
        assertThat(certified.path("t3_evidence_ids").path(0).asText()).isEqualTo("evd:t3.a.proof-graph");
        assertThat(certified.path("release_claim_ids").path(0).asText()).isEqualTo("clm:a.t3");
        assertThat(row("releases", "rel:1").path("status").asText()).isEqualTo("published");
        assertThat(row("boundaries", "bnd:x").path("frozen").asBoolean()).isTrue();
        assertThat(row("claims", "clm:a.t3").path("status").asText()).isEqualTo("published");
        JsonNode artifact = json(".ssot/evidence/a/proof-graph-t3.json");
        assertThat(artifact.path("status").asText()).isEqualTo("passed");
        assertThat(artifact.path("release_context"))
                .isEqualTo(row("evidence", "evd:t3.a.proof-graph").path("release_context"));
        assertThat(artifact.at("/release_context/verification_report_result").asText())
                .isEqualTo("certified");
        assertThat(folder.resolve(".ssot/releases/rel__1/published.snapshot.json"))
                .exists();
        assertThat(folder.resolve(".ssot/reports/certification.report.json")).exists();
        assertThat(answer("registry.validate").path("passed").asBoolean()).isTrue();
    }

    @Test
    void a_retry_runs_nothing_again() throws Exception {
        feature("a", "echo x >> runs");
        write(testPath("a"), "def test_a(): assert True");
        approve();
        ObjectNode request = arguments(request("rel:1", "feat:a"));

        ObjectNode first = answered(call("feature.certify_proof_graph", request, "r1"));
        int runs = Files.readAllLines(folder.resolve("runs")).size();

        assertThat(answered(call("feature.certify_proof_graph", request, "r1"))).isEqualTo(first);
        assertThat(Files.readAllLines(folder.resolve("runs"))).hasSize(runs);
    }

    @Test
    void what_is_not_approved_does_not_run_and_what_fails_changes_only_the_status_of_its_tests() throws Exception {
        feature("a", "exit 1");
        write(testPath("a"), "def test_a(): assert True");
        JsonNode before = registryWithoutTests();

        refused(ErrorCode.NOT_APPROVED, "tst:", "feature.certify_proof_graph", request("rel:1", "feat:a"));
        approve();
        refused(
                ErrorCode.CONFLICT,
                "Proof-graph certification flow failed linked tests: tst:",
                "feature.certify_proof_graph",
                request("rel:1", "feat:a"));

        assertThat(registryWithoutTests()).isEqualTo(before);
        assertThat(Json.MAPPER.readTree(bytes(REGISTRY)).path("tests").findValuesAsText("status"))
                .isNotEmpty()
                .containsOnly("failing");
    }

    /** The rows of tests say what runs proved, whatever becomes of the certification. */
    private JsonNode registryWithoutTests() throws Exception {
        ObjectNode registry = (ObjectNode) Json.MAPPER.readTree(bytes(REGISTRY));
        registry.remove("tests");
        return registry;
    }

    @Test
    void a_scaffold_that_nobody_has_written_certifies_nothing() throws Exception {
        feature("a", "exit 0");
        approve();
        byte[] before = bytes(REGISTRY);

        refused(
                ErrorCode.REGISTRY_INVALID,
                "is a scaffold that nobody has written yet",
                "feature.certify_proof_graph",
                request("rel:1", "feat:a"));

        assertThat(bytes(REGISTRY)).isEqualTo(before);
    }

    @Test
    void what_is_frozen_or_published_stays_so() throws Exception {
        for (String name : List.of("a", "b")) {
            feature(name, "exit 0");
            write(testPath(name), "def test_a(): assert True");
        }
        approve();
        certify("rel:1", "feat:a", "publish", true);
        JsonNode before = registryWithoutTests();

        refused(
                ErrorCode.REGISTRY_INVALID,
                "Release rel:1 is published",
                "feature.certify_proof_graph",
                request("rel:1", "feat:a"));
        refused(
                ErrorCode.REGISTRY_INVALID,
                "Boundary bnd:x is frozen",
                "feature.certify_proof_graph",
                request("rel:2", "feat:b"));
        assertThat(registryWithoutTests()).isEqualTo(before);

        assertThat(certify("rel:2", "feat:a").path("passed").asBoolean())
                .as("another release of a boundary that has the feature already")
                .isTrue();
    }

    @Test
    void features_that_cannot_be_certified_say_why() throws Exception {
        Files.createDirectories(folder.resolve("src/t1"));
        Files.writeString(folder.resolve("src/t1/check.txt"), "");
        repository().ready("t1").artifact(TestRepository.evidencePath("t1")).write();
        assertThat(answer("registry.validate").path("failures")).isEmpty();
        Map.of(
                        "feat:none", "Unknown feature ids: feat:none",
                        "feat:t1", "Feature feat:t1 does not have a linked T3-capable claim; ")
                .forEach((id, message) -> assertThat(refusal("feature.certify_proof_graph", request("rel:1", id))
                                .message())
                        .startsWith(message));
    }

    /** Written by the scaffold of a new feature, with a command of ours for its tests. */
    private void feature(String name, String script) throws Exception {
        if (!Files.exists(folder.resolve(REGISTRY))) {
            repository().write();
        }
        ObjectNode entity = Json.object()
                .put("id", "feat:" + name)
                .put("title", name)
                .put("description", "")
                .put("origin", "repo-local")
                .put("implementation_status", "absent");
        List.of("claim_ids", "test_ids", "requires", "spec_ids").forEach(entity::putArray);
        entity.putObject("lifecycle").put("stage", "active").putNull("note").putArray("replacement_feature_ids");
        entity.putObject("plan")
                .put("horizon", "backlog")
                .putNull("slot")
                .put("target_claim_tier", "T3")
                .put("target_lifecycle_stage", "active");
        answer("registry.entity.create", "section", "features", "entity", entity, "auto_scaffold", true);
        for (JsonNode test : row("features", "feat:" + name).path("test_ids")) {
            ObjectNode execution = row("tests", test.asText()).path("execution").deepCopy();
            execution.putArray("argv").add("sh").add("-c").add(script);
            answer(
                    "registry.entity.update",
                    "section",
                    "tests",
                    "entity_id",
                    test.asText(),
                    "changes",
                    Map.of("execution", execution));
        }
    }

    private static Object[] request(String release, String feature, Object... more) {
        List<Object> all = new ArrayList<>(List.of(
                "ids",
                List.of(feature),
                "boundary_id",
                "bnd:x",
                "boundary_title",
                "X",
                "release_id",
                release,
                "release_version",
                release.substring(4),
                "robustness_dimensions",
                List.of("fuzz")));
        all.addAll(List.of(more));
        return all.toArray();
    }

    private ObjectNode certify(String release, String feature, Object... more) {
        return answer("feature.certify_proof_graph", request(release, feature, more));
    }

    private void approve() {
        OperatorTrust trust = new OperatorTrust(new Environment(Map.of("XDG_STATE_HOME", runtime.toString())));
        var reviewed = (TrustControl.Review.Commands) trust.review(folder);
        assertThat(trust.approve(reviewed, reviewed.commands())).isEmpty();
    }

    /** Every test of the feature; somebody writes them all. */
    private List<Path> testPath(String name) {
        return row("features", "feat:" + name)
                .path("test_ids")
                .valueStream()
                .map(id -> folder.resolve(row("tests", id.asText()).path("path").asText()))
                .toList();
    }

    private static void write(List<Path> paths, String text) throws Exception {
        for (Path path : paths) {
            Files.writeString(path, text);
        }
    }

    private JsonNode row(String section, String id) {
        return answer("registry.entity.get", "section", section, "entity_id", id)
                .path("entity");
    }

    private byte[] bytes(String path) throws Exception {
        return Files.readAllBytes(folder.resolve(path));
    }

    private JsonNode json(String path) throws Exception {
        return Json.MAPPER.readTree(bytes(path));
    }
}
