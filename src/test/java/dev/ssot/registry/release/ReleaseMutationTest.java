package dev.ssot.registry.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.registry.mutation.RegistryMutation;
import dev.ssot.registry.mutation.RegistryMutation.Result;
import dev.ssot.registry.validation.Validation;
import dev.ssot.support.WholeRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What freezing and the steps of a release change, write and refuse. */
class ReleaseMutationTest {

    private static final String SOURCE = ".ssot/releases/rel__f0/source.snapshot.json";

    private final WholeRegistry whole = WholeRegistry.of(1);
    private final Occasion occasion = new Occasion(
            "/repo",
            Instant.parse("2026-05-04T03:02:01.987Z"),
            registry -> Validation.full(registry, whole.files()).report());

    @Test
    void a_frozen_boundary_is_kept_with_its_features() throws Exception {
        Result.Changed changed = changed(new FreezeBoundary("bnd:f0", occasion));

        JsonNode boundary = row(changed, Section.BOUNDARIES, "bnd:f0");
        assertThat(boundary.path("frozen").asBoolean()).isTrue();
        assertThat(boundary.path("status").asText()).isEqualTo("frozen");
        JsonNode snapshot = file(changed, ".ssot/releases/boundaries/bnd__f0.snapshot.json");
        assertThat(snapshot.path("boundary")).isEqualTo(boundary);
        assertThat(snapshot.at("/features/0")).isEqualTo(row(changed, Section.FEATURES, "feat:f0"));
        assertThat(snapshot.path("registry_sha256").asText())
                .isEqualTo(CanonicalJson.hash(changed.edit().after().canonicalBytes()));
        assertThat(snapshot.path("generated_at").asText()).isEqualTo("2026-05-04T03:02:01Z");
        assertThat(changed.answer().path("snapshot"))
                .isEqualTo(snapshot.path("summary"))
                .isEqualTo(json("{\"boundary_id\":\"bnd:f0\",\"feature_count\":1,\"frozen\":true,\"profile_count\":0,"
                        + "\"status\":\"frozen\"}"));
    }

    @Test
    void certification_reaches_claims_and_evidence_and_keeps_what_their_context_said() throws Exception {
        frozen();
        whole.row(Section.EVIDENCE, "evd:f0").putObject("release_context").put("note", "kept");

        Result.Changed changed = changed(new CertifyRelease("rel:f0", true, occasion));

        assertThat(status(changed, Section.RELEASES, "rel:f0")).isEqualTo("certified");
        assertThat(status(changed, Section.CLAIMS, "clm:f0.t2")).isEqualTo("certified");
        assertThat(status(changed, Section.CLAIMS, "clm:f0.t1"))
                .as("is none of the release")
                .isEqualTo("evidenced");
        assertThat(row(changed, Section.EVIDENCE, "evd:f0").path("release_context"))
                .isEqualTo(json("""
                        {"note":"kept","release_id":"rel:f0","boundary_id":"bnd:f0","boundary_ids":["bnd:f0"],
                         "verification_report_result":"certified","blocking_issue_result":"clear",
                         "blocking_risk_result":"clear"}"""));
        JsonNode report = file(changed, ".ssot/reports/certification.report.json");
        assertThat(report.path("release")).isEqualTo(changed.answer().path("certification"));
        assertThat(report.path("passed").asBoolean()).isTrue();
        assertThat(report.at("/summary/profile_status")).hasToString("{\"draft\":0,\"failing\":0,\"passing\":1}");
        assertThat(changed.answer().path("report_path").asText())
                .isEqualTo("/repo/.ssot/reports/certification.report.json");
    }

    @Test
    void a_certification_without_report_writes_no_file_and_a_refused_one_can() throws Exception {
        frozen();
        assertThat(changed(new CertifyRelease("rel:f0", false, occasion)).files())
                .isEmpty();

        whole.row(Section.ISSUES, "iss:f0").put("release_blocking", true);
        Registry registry = whole.open();

        assertThat(new CertifyRelease("rel:f0", false, occasion).reportOfRefusal(registry))
                .isEmpty();
        FileChange.Put report = new CertifyRelease("rel:f0", true, occasion)
                .reportOfRefusal(registry)
                .orElseThrow();
        assertThat(StrictJson.read(report.bytes()).at("/release/failures/0").asText())
                .isEqualTo("Release-blocking issue remains open for boundary scope: iss:f0");
        FileChange.Put missing = new CertifyRelease("rel:x", true, occasion)
                .reportOfRefusal(registry)
                .orElseThrow();
        assertThat(StrictJson.read(missing.bytes()).path("boundary_scope"))
                .hasToString("{\"boundary_id\":null,\"feature_ids\":[],\"profile_ids\":[]}");
    }

    @Test
    void promotion_keeps_the_release_with_the_hashes_of_what_proves_it() throws Exception {
        frozen();
        whole.row(Section.RELEASES, "rel:f0").put("status", "certified");
        whole.row(Section.CLAIMS, "clm:f0.t2").put("status", "published");
        whole.row(Section.TESTS, "tst:f0").put("path", "tests/all");
        whole.files().put("tests/all/b.txt", "2").put("tests/all/b/c.txt", "1").put("tests/all/a", "0");

        Result.Changed changed = changed(new PromoteRelease("rel:f0", occasion));

        assertThat(status(changed, Section.RELEASES, "rel:f0")).isEqualTo("promoted");
        assertThat(status(changed, Section.CLAIMS, "clm:f0.t2"))
                .as("is beyond it")
                .isEqualTo("published");
        JsonNode snapshot = file(changed, ".ssot/releases/rel__f0/release.snapshot.json");
        assertThat(snapshot.path("release")).isEqualTo(row(changed, Section.RELEASES, "rel:f0"));
        assertThat(snapshot.path("registry_sha256").asText())
                .isEqualTo(changed.edit().after().contentHash());
        assertThat(snapshot.at("/file_hashes/.ssot~1evidence~1f0.json").asText())
                .isEqualTo(hash("{}"));
        assertThat(snapshot.at("/file_hashes/tests~1all").asText())
                .as("name and content of each file, folder by folder")
                .isEqualTo(hash("a0" + "b/c.txt1" + "b.txt2"));
        assertThat(changed.answer().path("snapshot"))
                .isEqualTo(snapshot.path("summary"))
                .isEqualTo(json("""
                {"release_id":"rel:f0","version":"1.0","boundary_id":"bnd:f0","boundary_ids":["bnd:f0"],
                 "boundary_count":1,"feature_count":1,"profile_count":0,"claim_count":1,"test_count":1,
                 "evidence_count":1,"status":"promoted"}"""));
        assertThat(file(changed, ".ssot/reports/promotion.report.json")).isEqualTo(json("""
                        {"passed":true,"release_id":"rel:f0",
                         "output_path":"/repo/.ssot/releases/rel__f0/release.snapshot.json"}"""));
    }

    @Test
    void promotion_compares_the_files_with_what_was_recorded_of_them_unless_the_policy_says_no() {
        frozen();
        whole.row(Section.RELEASES, "rel:f0").put("status", "certified");
        record(hash("{}"));
        assertThat(apply(new PromoteRelease("rel:f0", occasion))).isInstanceOf(Result.Changed.class);

        record(hash("other"));

        assertThat(apply(new PromoteRelease("rel:f0", occasion)))
                .isEqualTo(new Result.Refused(
                        "Release rel:f0 hash of .ssot/evidence/f0.json differs from the one in " + SOURCE));
        ((ObjectNode) whole.document().get("guard_policies"))
                .putObject("promotion")
                .put("require_release_snapshot_hashes", false);
        assertThat(apply(new PromoteRelease("rel:f0", occasion))).isInstanceOf(Result.Changed.class);
    }

    @Test
    void publication_and_revocation_keep_their_snapshots() throws Exception {
        frozen();
        whole.row(Section.RELEASES, "rel:f0").put("status", "promoted");

        Result.Changed published = changed(new PublishRelease("rel:f0", occasion));
        Result.Changed revoked = changed(new RevokeRelease("rel:f0", "wrong \"é\"", occasion));

        assertThat(status(published, Section.RELEASES, "rel:f0")).isEqualTo("published");
        assertThat(status(published, Section.CLAIMS, "clm:f0.t2")).isEqualTo("published");
        JsonNode snapshot = file(published, ".ssot/releases/rel__f0/published.snapshot.json");
        assertThat(snapshot.path("kind").asText()).isEqualTo("published_snapshot");
        assertThat(snapshot.path("boundary")).isEqualTo(snapshot.at("/boundaries/0"));
        assertThat(file(published, ".ssot/reports/publication.report.json")
                        .path("output_path")
                        .asText())
                .isEqualTo("/repo/.ssot/releases/rel__f0/published.snapshot.json");
        assertThat(status(revoked, Section.RELEASES, "rel:f0")).isEqualTo("revoked");
        assertThat(status(revoked, Section.CLAIMS, "clm:f0.t2")).isEqualTo("evidenced");
        assertThat(file(revoked, ".ssot/releases/rel__f0/revoked.snapshot.json"))
                .isEqualTo(json(
                        "{\"kind\":\"revoked_snapshot\",\"release_id\":\"rel:f0\",\"reason\":\"wrong \\\"é\\\"\"}"));
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                Arguments.of("boundary freeze", "Unknown boundary id: bnd:x", (Action)
                        (id, occasion) -> new FreezeBoundary(id == null ? "bnd:x" : id, occasion)),
                Arguments.of("release certification", "Missing release rel:x", (Action)
                        (id, occasion) -> new CertifyRelease(id == null ? "rel:x" : id, false, occasion)),
                Arguments.of("release promotion", "Missing release rel:x", (Action)
                        (id, occasion) -> new PromoteRelease(id == null ? "rel:x" : id, occasion)),
                Arguments.of("release publication", "Missing release rel:x", (Action)
                        (id, occasion) -> new PublishRelease(id == null ? "rel:x" : id, occasion)));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void an_invalid_registry_and_an_unknown_id_are_refused(String name, String unknown, Action action) {
        assertThat(apply(action.on(null, occasion))).isEqualTo(new Result.Unknown(unknown));

        whole.row(Section.FEATURES, "feat:f0").put("implementation_status", "maybe");

        assertThat(apply(action.on(null, occasion)))
                .isEqualTo(new Result.Refused("Registry validation failed; %s refused".formatted(name)));
    }

    @Test
    void what_cannot_be_revoked_is_not_there() {
        assertThat(apply(new RevokeRelease("rel:x", "why", occasion)))
                .isEqualTo(new Result.Unknown("Unknown release id: rel:x"));
    }

    @Test
    void without_an_id_the_active_ones_are_meant() {
        ((ObjectNode) whole.document().get("program"))
                .put("active_boundary_id", "bnd:f0")
                .put("active_release_id", "rel:f0");
        assertThat(changed(new FreezeBoundary(null, occasion))
                        .answer()
                        .path("boundary_id")
                        .asText())
                .isEqualTo("bnd:f0");

        assertThat(apply(new CertifyRelease(null, false, occasion)))
                .isEqualTo(new Result.Refused("Boundary bnd:f0 is not frozen"));
    }

    /** A mutation by the id that it is about; null for one that does not exist. */
    private interface Action {
        RegistryMutation on(@org.jspecify.annotations.Nullable String id, Occasion occasion);
    }

    private void frozen() {
        whole.row(Section.BOUNDARIES, "bnd:f0").put("frozen", true).put("status", "frozen");
    }

    private void record(String hash) {
        whole.files().put(SOURCE, "{\"file_hashes\":{\".ssot/evidence/f0.json\":\"%s\"}}".formatted(hash));
    }

    private Result apply(RegistryMutation mutation) {
        return mutation.apply(whole.open(), whole.files());
    }

    private Result.Changed changed(RegistryMutation mutation) {
        Result result = apply(mutation);
        assertThat(result).isInstanceOf(Result.Changed.class);
        Result.Changed changed = (Result.Changed) result;
        var files = whole.files().after(changed.files());
        assertThat(Validation.full(changed.edit().after(), files).report().failures())
                .isEmpty();
        return changed;
    }

    private static JsonNode row(Result.Changed changed, Section section, String id) {
        return changed.edit().after().find(section, id).orElseThrow().json();
    }

    private static String status(Result.Changed changed, Section section, String id) {
        return row(changed, section, id).path("status").asText();
    }

    private static JsonNode file(Result.Changed changed, String path) throws Exception {
        List<FileChange> files = changed.files().stream()
                .filter(file -> file.path().equals(path))
                .toList();
        assertThat(files).as("%s among %s", path, changed.files()).hasSize(1);
        return StrictJson.read(((FileChange.Put) files.getFirst()).bytes());
    }

    private static JsonNode json(String text) throws Exception {
        return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String text) {
        return CanonicalJson.hash(text.getBytes(StandardCharsets.UTF_8));
    }
}
