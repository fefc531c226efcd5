package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.ErrorCode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The way of a release to its end, and what the guards on it say. */
abstract class ReleaseContract extends OperationsContract {

    private static final String REPORTS = ".ssot/reports/";
    private static final String RELEASE = ".ssot/releases/rel__0.1.0/";

    @Test
    void a_release_goes_from_draft_to_revoked_and_every_step_leaves_its_files() throws Exception {
        Path root = proved().write();

        ObjectNode frozen = answer("boundary.freeze");
        assertThat(frozen.path("passed").asBoolean()).isTrue();
        assertThat(frozen.path("boundary_id").asText()).isEqualTo("bnd:default");
        assertThat(frozen.path("output_path").asText())
                .isEqualTo(root + "/.ssot/releases/boundaries/bnd__default.snapshot.json");
        tellsOf(root, ".ssot/releases/boundaries/bnd__default.snapshot.json");

        ObjectNode certified = answer("release.certify", "write_report", true);
        assertThat(certified.at("/certification/passed").asBoolean()).isTrue();
        assertThat(certified.path("report_path").asText())
                .isEqualTo(root + "/" + REPORTS + "certification.report.json");
        assertThat(json(root, REPORTS + "certification.report.json").path("release"))
                .isEqualTo(certified.path("certification"));
        assertThat(row(root, "evidence", "evd:a")
                        .at("/release_context/verification_report_result")
                        .asText())
                .isEqualTo("certified");
        assertThat(statuses(root)).isEqualTo("certified certified");

        ObjectNode promoted = answer("release.promote", "release_id", "rel:0.1.0");
        assertThat(promoted.at("/snapshot/status").asText()).isEqualTo("promoted");
        assertThat(statuses(root)).isEqualTo("promoted promoted");
        JsonNode snapshot = tellsOf(root, RELEASE + "release.snapshot.json");
        snapshot.path("file_hashes")
                .properties()
                .forEach(file -> assertThat(hash(root, file.getKey()))
                        .as(file.getKey())
                        .isEqualTo(file.getValue().asText()));
        assertThat(snapshot.path("file_hashes")).hasSize(2);
        assertThat(json(root, REPORTS + "promotion.report.json").path("output_path"))
                .isEqualTo(promoted.path("output_path"));

        answer("release.publish");
        assertThat(statuses(root)).isEqualTo("published published");
        tellsOf(root, RELEASE + "published.snapshot.json");

        answer("release.revoke", "release_id", "rel:0.1.0", "reason", "a mistake");
        assertThat(statuses(root)).isEqualTo("revoked published");
        assertThat(json(root, RELEASE + "revoked.snapshot.json"))
                .hasToString("{\"kind\":\"revoked_snapshot\",\"reason\":\"a mistake\",\"release_id\":\"rel:0.1.0\"}");
        assertThat(answer("registry.validate").path("failures")).isEmpty();
        assertThat(eventKinds()).containsOnly("registry_updated").hasSize(5);
        assertThat(answer("event.list").at("/events/2/payload"))
                .hasToString("{\"entity_id\":\"rel:0.1.0\",\"section\":\"releases\",\"source\":\"ssot-mcp\","
                        + "\"tool\":\"release_promote\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "release.certify | NOT_FOUND | Missing release rel:x",
                "release.promote | NOT_FOUND | Missing release rel:x",
                "release.publish | NOT_FOUND | Missing release rel:x",
                "boundary.freeze | NOT_FOUND | Unknown boundary id: rel:x",
                "release.revoke  | NOT_FOUND | Unknown release id: rel:x",
                "profile.verify  | NOT_FOUND | Unknown profile id: rel:x",
            })
    void what_is_not_there_is_named(String operation, ErrorCode code, String message) throws Exception {
        Path root = proved().write();
        byte[] before = registryBytes(root);
        ObjectNode arguments = arguments(operation.split("\\.")[0] + "_id", "rel:x");
        if (operation.equals("release.revoke")) {
            arguments.put("reason", "why");
        }

        refused(code, message, operation, flat(arguments));

        assertThat(registryBytes(root)).isEqualTo(before);
        assertThat(eventKinds()).isEmpty();
    }

    @Test
    void steps_are_taken_in_their_order_and_a_refused_one_changes_nothing() throws Exception {
        Path root = proved().write();
        byte[] before = registryBytes(root);

        refused(ErrorCode.REGISTRY_INVALID, "Boundary bnd:default is not frozen", "release.certify");
        refused(
                ErrorCode.REGISTRY_INVALID,
                "Release rel:0.1.0 must be certified before promotion; current status is draft",
                "release.promote");
        refused(
                ErrorCode.REGISTRY_INVALID,
                "Release rel:0.1.0 must be promoted before publication; current status is draft",
                "release.publish");

        assertThat(registryBytes(root)).isEqualTo(before);
        assertThat(root.resolve(".ssot/releases")).doesNotExist();
        assertThat(root.resolve(".ssot/reports")).doesNotExist();
    }

    @Test
    void a_refused_certification_still_writes_the_report_that_is_asked_for() throws Exception {
        Path root = proved().write();

        refused(ErrorCode.REGISTRY_INVALID, "is not frozen", "release.certify", "write_report", true);

        JsonNode report = json(root, REPORTS + "certification.report.json");
        assertThat(report.path("passed").asBoolean()).isFalse();
        assertThat(report.at("/release/failures")).hasToString("[\"Boundary bnd:default is not frozen\"]");
        assertThat(statuses(root)).isEqualTo("draft evidenced");
    }

    @Test
    void promotion_looks_at_the_files_as_they_are_now() throws Exception {
        Path root = proved().write();
        answer("boundary.freeze");
        answer("release.certify");
        byte[] before = registryBytes(root);
        Files.delete(root.resolve(TestRepository.evidencePath("a")));

        refused(ErrorCode.REGISTRY_INVALID, "Registry validation failed; release promotion refused", "release.promote");

        assertThat(registryBytes(root)).isEqualTo(before);
        assertThat(root.resolve(RELEASE)).doesNotExist();
    }

    @Test
    void what_cannot_be_written_with_its_snapshot_is_not_written_at_all() throws Exception {
        Path root = proved().write();
        byte[] before = registryBytes(root);
        Files.createSymbolicLink(root.resolve(".ssot/releases"), runtime);

        refused(ErrorCode.REGISTRY_INVALID, "outside the repository", "boundary.freeze");

        assertThat(registryBytes(root)).isEqualTo(before);
        assertThat(runtime.resolve("boundaries")).doesNotExist();
    }

    @Test
    void the_same_request_gets_the_same_answer_and_acts_once() throws Exception {
        Path root = proved().write();

        ObjectNode first = answered(call("boundary.freeze", arguments(), "r-1"));
        byte[] written = registryBytes(root);
        ObjectNode again = answered(call("boundary.freeze", arguments(), "r-1"));

        assertThat(again).isEqualTo(first);
        assertThat(registryBytes(root)).isEqualTo(written);
        assertThat(eventKinds()).hasSize(1);
    }

    @Test
    void claims_evidence_and_profiles_are_judged_as_they_stand() throws Exception {
        proved().ready("b").profile("p", "a").profile("q", "b").write();

        ObjectNode claims = answer("claim.evaluate", "include_tier_gate", true);
        assertThat(claims.path("passed").asBoolean()).isFalse();
        assertThat(claims.path("claims"))
                .extracting(claim -> claim.path("claim_id").asText())
                .containsExactly("clm:a.t1", "clm:b.t1");
        assertThat(claims.at("/claims/0/recommended_status").asText()).isEqualTo("certified");
        assertThat(claims.at("/claims/0/tier_gate/approved_tier").asText()).isEqualTo("T1");
        assertThat(texts(claims.path("failures")))
                .isSorted()
                .contains(
                        "Claim clm:b.t1 requires implemented linked features",
                        "Claim clm:b.t1 T1 gate requires linked tests to be passing");
        ObjectNode one = answer("claim.evaluate", "claim_id", "clm:a.t1");
        assertThat(one.path("passed").asBoolean()).isTrue();
        assertThat(one.at("/claims/0").has("tier_gate")).isFalse();
        ObjectNode missing = answer("claim.evaluate", "claim_id", "clm:x");
        assertThat(missing.path("passed").asBoolean(true)).isFalse();
        assertThat(missing.path("failures")).hasToString("[\"Missing claim clm:x\"]");

        ObjectNode evidence = answer("evidence.verify");
        assertThat(texts(evidence.path("failures")))
                .containsExactly(
                        "Evidence evd:b linked test is not passing: tst:b",
                        "Evidence evd:b status is planned, expected passed",
                        "Evidence path does not exist: .ssot/evidence/b/t1.json");
        assertThat(answer("evidence.verify", "evidence_id", "evd:a").at("/evidence/0"))
                .hasToString("{\"evidence_id\":\"evd:a\",\"passed\":true,\"failures\":[]}");
        assertThat(answer("evidence.verify", "evidence_id", "evd:x").path("failures"))
                .hasToString("[\"Missing evidence evd:x\"]");

        assertThat(answer("profile.evaluate", "profile_id", "prf:p")
                        .at("/profile/passed")
                        .asBoolean())
                .isTrue();
        ObjectNode failing = answer("profile.verify", "profile_id", "prf:q");
        assertThat(failing.path("passed").asBoolean(true)).isFalse();
        assertThat(texts(failing.at("/profile/failures"))).contains("Feature feat:b is not implemented");
    }

    /** One feature that has everything, in the active boundary and the active release. */
    private TestRepository proved() throws Exception {
        TestRepository repository = repository().done("a").artifact("src/a/check.txt");
        repository.row("features", "feat:a").put("implementation_status", "implemented");
        repository.row("boundaries", "bnd:default").putArray("feature_ids").add("feat:a");
        repository.row("releases", "rel:0.1.0").putArray("claim_ids").add("clm:a.t1");
        return repository;
    }

    private static Object[] flat(ObjectNode arguments) {
        return arguments.properties().stream()
                .flatMap(argument ->
                        List.<Object>of(argument.getKey(), argument.getValue().asText()).stream())
                .toArray();
    }

    /** The snapshot, which is canonical and names the registry that was written with it. */
    private static JsonNode tellsOf(Path root, String path) throws Exception {
        JsonNode snapshot = json(root, path);
        assertThat(snapshot.path("registry_sha256").asText()).isEqualTo(hash(root, ".ssot/registry.json"));
        return snapshot;
    }

    private static JsonNode json(Path root, String path) throws Exception {
        byte[] bytes = Files.readAllBytes(root.resolve(path));
        JsonNode json = StrictJson.read(bytes);
        assertThat(CanonicalJson.write(json)).isEqualTo(bytes);
        return json;
    }

    private static String hash(Path root, String path) {
        try {
            return CanonicalJson.hash(Files.readAllBytes(root.resolve(path)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] registryBytes(Path root) throws Exception {
        return Files.readAllBytes(root.resolve(".ssot/registry.json"));
    }

    private static JsonNode row(Path root, String section, String id) throws Exception {
        return json(root, ".ssot/registry.json")
                .path(section)
                .valueStream()
                .filter(row -> row.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Of the release and of its claim. */
    private static String statuses(Path root) throws Exception {
        return row(root, "releases", "rel:0.1.0").path("status").asText() + " "
                + row(root, "claims", "clm:a.t1").path("status").asText();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }
}
