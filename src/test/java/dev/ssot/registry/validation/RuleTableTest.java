package dev.ssot.registry.validation;

import static dev.ssot.registry.validation.Finding.Kind.FAILURE;
import static dev.ssot.registry.validation.Finding.Kind.FILE;
import static dev.ssot.registry.validation.Finding.Kind.STRICT;
import static dev.ssot.registry.validation.Finding.Kind.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.support.WholeRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row a rule: what is broken and what validation then says. Without the breach the registry is clean. */
class RuleTableTest {

    private final WholeRegistry whole = WholeRegistry.of(3);

    @Test
    void the_unbroken_registry_is_clean() {
        assertThat(Validation.full(whole.open(), whole.files()).findings()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"topLevel", "entities", "scopes", "documents", "links", "meaning", "artifacts"})
    void a_broken_rule_is_said_and_mending_it_is_enough(
            Finding.Kind kind, Consumer<WholeRegistry> breach, String message) {
        breach.accept(whole);

        Validation broken = Validation.full(whole.open(), whole.files());

        assertThat(broken.findings()).contains(new Finding(kind, message));
        assertThat(broken.report().passed())
                .isEqualTo(broken.report().failures().isEmpty());
        if (kind == FAILURE || kind == FILE) {
            assertThat(broken.report().failures()).contains(message);
        } else {
            assertThat(
                            kind == WARNING
                                    ? broken.report().warnings()
                                    : broken.report().notices())
                    .contains(message);
        }
        WholeRegistry mended = WholeRegistry.of(3);
        assertThat(Validation.full(mended.open(), mended.files()).report().passed())
                .isTrue();
    }

    static Stream<Arguments> topLevel() {
        return Stream.of(
                failure("/repo", "1", "Top-level repo must be an object"),
                failure("/repo", "1", "repo must be an object"),
                failure("/repo/id", "1", "repo.id must be a string"),
                failure("/repo/id", "\"x:a\"", "repo.id must start with repo:, got x:a"),
                failure("/repo/id", "\"repo:A\"", "repo.id is not a normalized id: repo:A"),
                failure("/repo/name", "\" \"", "repo.name must be a non-empty string"),
                failure(
                        "/repo/kind",
                        "\"x\"",
                        "repo.kind must be one of ['extension-pack', 'repo-local', 'ssot-core', 'ssot-origin']"),
                failure("/tooling", "[]", "tooling must be an object"),
                failure(
                        "/tooling/initialized_with_version",
                        "7",
                        "tooling.initialized_with_version must be a non-empty string"),
                failure("/paths", "[]", "paths must be an object"),
                failure("/paths/cache_root", "\"\"", "paths.cache_root must be a non-empty string"),
                failure("/program", "null", "program must be an object"),
                failure("/program/active_boundary_id", "\"\"", "program.active_boundary_id must be a non-empty string"),
                failure("/program/active_boundary_id", "\"B\"", "program.active_boundary_id is not a normalized id: B"),
                failure(
                        "/program/active_boundary_id",
                        "\"bnd:x\"",
                        "program.active_boundary_id references missing boundary bnd:x"),
                failure("/program/active_release_id", "\"R\"", "program.active_release_id is not a normalized id: R"),
                failure(
                        "/program/active_release_id",
                        "\"rel:x\"",
                        "program.active_release_id references missing release rel:x"),
                failure("/guard_policies", "1", "guard_policies must be an object"),
                failure("/guard_policies", null, "Missing top-level section: guard_policies"),
                failure("/risks", null, "Missing top-level section: risks"),
                failure("/risks", "{}", "Top-level section risks must be a list"),
                failure("/issues/0", "7", "Section issues contains a non-object row"),
                failure("/issues/0/id", "7", "Section issues row has a non-string id"),
                failure("/issues/0/id", "\"x:a\"", "issues.x:a must start with iss:"),
                failure("/issues/0/id", "\"iss:A\"", "issues.iss:A is not a normalized id"),
                failure("/issues/0/id", "\"iss:f1\"", "Duplicate id in issues: iss:f1"),
                failure("/issues/0/id", "\"iss:f1\"", "Duplicate id across sections: iss:f1 in issues and issues"),
                failure("/issues/0/id", "\"feat:f1\"", "Duplicate id across sections: feat:f1 in issues and features"),
                failure("/document_id_reservations", "1", "document_id_reservations must be an object"),
                failure("/document_id_reservations/adr", "1", "document_id_reservations.adr must be a list"),
                failure("/document_id_reservations/adr/0", "1", "document_id_reservations.adr[0] must be an object"),
                failure(
                        "/document_id_reservations/adr/0/owner",
                        "\"\"",
                        "document_id_reservations.adr[0].owner must be a non-empty string"),
                failure(
                        "/document_id_reservations/adr/0/owner",
                        "\"repo-local-default\"",
                        "document_id_reservations.adr[0].owner must be 'repo-local', not 'repo-local-default'"),
                failure(
                        "/document_id_reservations/spec/1/start",
                        "0",
                        "document_id_reservations.spec[1].start must be an integer >= 1"),
                failure(
                        "/document_id_reservations/spec/1/end",
                        "\"x\"",
                        "document_id_reservations.spec[1].end must be an integer >= 1"),
                failure(
                        "/document_id_reservations/spec/1/end",
                        "5",
                        "document_id_reservations.spec[1].start must be <= document_id_reservations.spec[1].end"),
                failure(
                        "/document_id_reservations/spec/1/immutable",
                        "1",
                        "document_id_reservations.spec[1].immutable must be a boolean"),
                failure(
                        "/document_id_reservations/spec/1/deletable",
                        "1",
                        "document_id_reservations.spec[1].deletable must be a boolean"),
                failure(
                        "/document_id_reservations/spec/1/assignable_by_repo",
                        "1",
                        "document_id_reservations.spec[1].assignable_by_repo must be a boolean"),
                failure(
                        "/document_id_reservations/adr/1/start",
                        "500",
                        "document_id_reservations.adr ranges overlap: ssot-core 1-599 and ssot-origin 500-999"));
    }

    static Stream<Arguments> entities() {
        String f = "features.feat:f0.";
        String t = "tests.tst:f0.";
        String c = "claims.clm:f0.t0.";
        String e = "evidence.evd:f0.";
        return Stream.of(
                failure("/features/0/description", null, "features.feat:f0 is missing required fields: description"),
                failure("/features/0/title", "\" \"", f + "title must be a non-empty string"),
                failure("/features/0/body", "1", f + "body must be a string when present"),
                failure(
                        "/features/0/origin",
                        "\"x\"",
                        f + "origin must be one of ['extension-pack', 'repo-local', 'ssot-core', 'ssot-origin']"),
                failure(
                        "/features/0/implementation_status",
                        "\"x\"",
                        f + "implementation_status must be one of ['absent', 'implemented', 'partial']"),
                failure("/features/0/spec_ids", "null", f + "spec_ids must be a list of strings"),
                failure("/features/0/claim_ids", "[1]", f + "claim_ids must be a list of strings"),
                failure("/features/0/test_ids", "\"x\"", f + "test_ids must be a list of strings"),
                failure("/features/0/parent_feature_ids", "{}", f + "parent_feature_ids must be a list of strings"),
                failure("/features/0/requires", "[1]", f + "requires must be a list of strings when present"),
                failure("/features/0/lifecycle", "[]", f + "lifecycle must be an object"),
                failure(
                        "/features/0/lifecycle/stage",
                        "\"x\"",
                        f + "lifecycle.stage must be one of ['active', 'deprecated', 'obsolete', 'removed']"),
                failure(
                        "/features/0/lifecycle/replacement_feature_ids",
                        "null",
                        f + "lifecycle.replacement_feature_ids must be a list of strings"),
                failure("/features/0/lifecycle/note", "1", f + "lifecycle.note must be a string or null"),
                failure("/features/0/plan", "1", f + "plan must be an object"),
                failure(
                        "/features/0/plan/horizon",
                        "\"x\"",
                        f
                                + "plan.horizon must be one of ['backlog', 'current', 'explicit', 'future', 'next', 'out_of_bounds']"),
                failure(
                        "/features/0/plan/horizon",
                        "\"explicit\"",
                        f + "plan.slot must be a non-empty string when horizon is explicit"),
                failure("/features/0/plan/slot", "1", f + "plan.slot must be a string or null"),
                failure(
                        "/features/0/plan/target_claim_tier",
                        "null",
                        f
                                + "plan.target_claim_tier must be one of ['T0', 'T1', 'T2', 'T3', 'T4'] for a targeted feature"),
                failure(
                        "/features/0/plan",
                        "{\"horizon\":\"backlog\",\"target_claim_tier\":\"T9\"}",
                        f + "plan.target_claim_tier must be null or one of ['T0', 'T1', 'T2', 'T3', 'T4']"),
                failure(
                        "/features/0/plan/target_lifecycle_stage",
                        "null",
                        f
                                + "plan.target_lifecycle_stage must be one of ['active', 'deprecated', 'obsolete', 'removed']"),
                failure(
                        "/features/0/plan/out_of_bounds_disposition",
                        "\"x\"",
                        f + "plan.out_of_bounds_disposition must be null or one of ['prohibited', 'tolerated']"),
                failure(
                        "/features/0/plan/out_of_bounds_disposition",
                        "\"tolerated\"",
                        f + "plan.out_of_bounds_disposition may only be set when plan.horizon is out_of_bounds"),
                failure(
                        "/tests/0/status",
                        "\"x\"",
                        t + "status must be one of ['blocked', 'failing', 'passing', 'planned', 'skipped']"),
                failure("/tests/0/kind", "\"\"", t + "kind must be a non-empty string"),
                failure("/tests/0/path", "1", t + "path must be a non-empty string"),
                failure("/tests/0/feature_ids", "1", t + "feature_ids must be a list of strings"),
                failure("/tests/0/claim_ids", "1", t + "claim_ids must be a list of strings"),
                failure("/tests/0/evidence_ids", "1", t + "evidence_ids must be a list of strings"),
                failure("/tests/0/execution", "1", t + "execution must be an object when present"),
                failure("/tests/0/execution", "{}", t + "execution.mode must be 'command'"),
                failure(
                        "/tests/0/execution",
                        "{\"argv\":[]}",
                        t + "execution.argv must be a non-empty list of strings"),
                failure("/tests/0/execution", "{}", t + "execution.cwd must be a non-empty string"),
                failure(
                        "/tests/0/execution",
                        "{\"env\":{\"a\":1}}",
                        t + "execution.env must be an object of string values"),
                failure(
                        "/tests/0/execution",
                        "{\"timeout_seconds\":0}",
                        t + "execution.timeout_seconds must be a positive integer"),
                failure("/tests/0/execution", "{}", t + "execution.success must be an object"),
                failure("/tests/0/execution", "{\"success\":{}}", t + "execution.success.type must be 'exit_code'"),
                failure("/tests/0/execution", "{\"success\":{}}", t + "execution.success.expected must be an integer"),
                failure(
                        "/claims/0/status",
                        "\"x\"",
                        c
                                + "status must be one of ['asserted', 'blocked', 'certified', 'declared', 'evidenced', 'implemented', 'promoted', 'proposed', 'published', 'retired']"),
                failure("/claims/0/tier", "\"T5\"", c + "tier must be one of ['T0', 'T1', 'T2', 'T3', 'T4']"),
                failure("/claims/0/kind", "null", c + "kind must be a non-empty string"),
                failure("/claims/0/description", "null", c + "description must be a string"),
                failure("/claims/0/depends_on_claim_ids", "1", c + "depends_on_claim_ids must be a list of strings"),
                failure(
                        "/evidence/0/status",
                        "\"x\"",
                        e + "status must be one of ['collected', 'failed', 'passed', 'planned', 'stale']"),
                failure("/evidence/0/tier", "1", e + "tier must be one of ['T0', 'T1', 'T2', 'T3', 'T4']"),
                failure("/evidence/0/claim_ids", "1", e + "claim_ids must be a list of strings"),
                failure("/evidence/0/tier", "\"T4\"", e + "external_source must be an object for T4 evidence"),
                failure(
                        "/evidence/0/tier",
                        "\"T4\"",
                        e + "external_source must include name and version/artifact/report/commit for T4 evidence"),
                failure(
                        "/evidence/0/tier",
                        "\"T4\"",
                        e + "external_source.authorship_control must identify external authority for T4 evidence"),
                failure(
                        "/evidence/0/tier",
                        "\"T4\"",
                        e
                                + "validation_mode must be one of ['external-attestation', 'external-authored-internal-run', 'external-run', 'independent-review', 'third-party-certification'] for T4 evidence"),
                failure("/evidence/0/tier", "\"T4\"", e + "validation_scope must be present for T4 evidence"),
                failure(
                        "/evidence/0/tier",
                        "\"T4\"",
                        e + "result must be passed, accepted, attested, or certified for T4 evidence"));
    }

    static Stream<Arguments> scopes() {
        String p = "profiles.prf:f0.";
        String i = "issues.iss:f0.";
        String r = "risks.rsk:f0.";
        return Stream.of(
                failure("/profiles/0/status", "1", p + "status must be one of ['active', 'draft', 'retired']"),
                failure(
                        "/profiles/0/kind",
                        "1",
                        p + "kind must be one of ['capability', 'certification', 'deployment', 'interoperability']"),
                failure("/profiles/0/description", "1", p + "description must be a string"),
                failure("/profiles/0/feature_ids", "1", p + "feature_ids must be a list of strings"),
                failure("/profiles/0/profile_ids", "1", p + "profile_ids must be a list of strings"),
                failure(
                        "/profiles/0/claim_tier",
                        "1",
                        p + "claim_tier must be null or one of ['T0', 'T1', 'T2', 'T3', 'T4']"),
                failure("/profiles/0/evaluation", "1", p + "evaluation must be an object"),
                failure(
                        "/profiles/0/evaluation/mode",
                        "1",
                        p + "evaluation.mode must be one of ['all_features_must_pass']"),
                failure(
                        "/profiles/0/evaluation/allow_feature_override_tier",
                        "1",
                        p + "evaluation.allow_feature_override_tier must be a boolean"),
                failure(
                        "/issues/0/status",
                        "1",
                        i + "status must be one of ['blocked', 'closed', 'in_progress', 'open', 'resolved']"),
                failure("/issues/0/severity", "1", i + "severity must be one of ['critical', 'high', 'low', 'medium']"),
                failure("/issues/0/release_blocking", "1", i + "release_blocking must be a boolean"),
                failure("/issues/0/description", "1", i + "description must be a string"),
                failure("/issues/0/plan", "1", i + "plan must be an object"),
                failure(
                        "/issues/0/plan/horizon",
                        "1",
                        i
                                + "plan.horizon must be one of ['backlog', 'current', 'explicit', 'future', 'next', 'out_of_bounds']"),
                failure(
                        "/issues/0/plan/horizon",
                        "\"explicit\"",
                        i + "plan.slot must be a non-empty string when horizon is explicit"),
                failure("/issues/0/plan/slot", "1", i + "plan.slot must be a string or null"),
                failure("/issues/0/risk_ids", "1", i + "risk_ids must be a list of strings"),
                failure(
                        "/risks/0/status",
                        "1",
                        r + "status must be one of ['accepted', 'active', 'mitigated', 'retired']"),
                failure("/risks/0/severity", "1", r + "severity must be one of ['critical', 'high', 'low', 'medium']"),
                failure("/risks/0/release_blocking", "1", r + "release_blocking must be a boolean"),
                failure("/risks/0/issue_ids", "1", r + "issue_ids must be a list of strings"),
                failure(
                        "/boundaries/1/status",
                        "1",
                        "boundaries.bnd:f0.status must be one of ['active', 'draft', 'frozen', 'retired']"),
                failure("/boundaries/1/frozen", "1", "boundaries.bnd:f0.frozen must be a boolean"),
                failure("/boundaries/1/feature_ids", "1", "boundaries.bnd:f0.feature_ids must be a list of strings"),
                failure("/boundaries/1/profile_ids", "1", "boundaries.bnd:f0.profile_ids must be a list of strings"),
                failure(
                        "/releases/1/status",
                        "1",
                        "releases.rel:f0.status must be one of ['candidate', 'certified', 'draft', 'promoted', 'published', 'revoked']"),
                failure("/releases/1/version", "1", "releases.rel:f0.version must be a non-empty string"),
                failure("/releases/1/boundary_id", "1", "releases.rel:f0.boundary_id must be a non-empty string"),
                failure("/releases/1/boundary_ids", null, "releases.rel:f0 is missing required fields: boundary_ids"),
                failure("/releases/1/claim_ids", "1", "releases.rel:f0.claim_ids must be a list of strings"),
                of(STRICT, "/releases/1/boundary_ids", "1", "releases.rel:f0.boundary_ids must be a list of strings"));
    }

    static Stream<Arguments> documents() {
        String a = "adrs.adr:1000";
        String s = "specs.spc:1000";
        String path = ".ssot/adr/ADR-1000-number-1000.json";
        return Stream.of(
                failure("/adrs/0/slug", null, a + " is missing required field: slug"),
                failure("/adrs/0/number", "0", a + ".number must be an integer >= 1"),
                failure("/adrs/0/number", "1009", a + ".id must match its number: expected adr:1009"),
                failure(
                        "/adrs/0/source_pack_id",
                        "\"x\"",
                        a + ".source_* fields must identify a pack-scoped adr source document for extension-pack rows"),
                failure("/adrs/0/slug", "\"\"", a + ".slug must be a non-empty string"),
                failure("/adrs/0/title", "\" \"", a + ".title must be a non-empty string"),
                failure("/adrs/0/path", "1", a + ".path must be a non-empty string"),
                failure("/adrs/0/package_version", "1", a + ".package_version must be a non-empty string"),
                failure(
                        "/adrs/1/slug",
                        "\"number-1000\"",
                        "Duplicate adrs slug for origin repo-local: number-1000 in adrs.adr:1001 and adrs.adr:1000"),
                failure("/adrs/1/number", "1000", "Duplicate adrs number: 1000 in adrs.adr:1001 and adrs.adr:1000"),
                failure(
                        "/adrs/1/path",
                        "\"" + path + "\"",
                        "Duplicate adrs path: " + path + " in adrs.adr:1001 and adrs.adr:1000"),
                failure(
                        "/adrs/0/path",
                        "\"tests/f0.txt\"",
                        a
                                + ".path must match number and slug using .json or .yaml: expected one of ['.ssot/adr/ADR-1000-number-1000.json', '.ssot/adr/ADR-1000-number-1000.yaml']"),
                failure("/adrs/0/path", "\"tests/f0.txt\"", a + ".path must end with .json or .yaml"),
                broken(FILE, w -> w.files().remove(path), a + ".path does not exist: " + path),
                failure(
                        "/adrs/0/content_sha256",
                        "\"abc\"",
                        a + ".content_sha256 must be a 64-character sha256 hex digest"),
                broken(FILE, w -> w.files().put(path, "{}"), a + " content hash does not match file content: " + path),
                broken(
                        FILE,
                        w -> w.files().put(path, "{"),
                        a + " document content is invalid: Document is not valid YAML/JSON content: " + path),
                broken(
                        FILE,
                        w -> w.files().put(path, "[]"),
                        a + " document content is invalid: Document payload must be an object: " + path),
                broken(
                        FILE,
                        w -> w.files().put(path, "a: 1"),
                        a
                                + " document content is invalid: $ is missing required field(s): schema_version, kind, id, number, slug,"
                                + " title, status, origin, summary, body"),
                of(
                        FILE,
                        "/adrs/0/title",
                        "\"Other\"",
                        a
                                + " document content is invalid: Document field title does not match registry row: expected 'Other'"),
                failure(
                        "/adrs/0/origin",
                        "\"x\"",
                        a + ".origin must be one of ['extension-pack', 'repo-local', 'ssot-core', 'ssot-origin']"),
                failure("/adrs/0/managed", "1", a + ".managed must be a boolean"),
                failure("/adrs/0/immutable", "null", a + ".immutable must be a boolean"),
                failure(
                        "/document_id_reservations/adr",
                        "[]",
                        a + ".number must belong to exactly one adr reservation"),
                failure(
                        "/document_id_reservations/adr/2/immutable",
                        "true",
                        a + " uses immutable adr reservation owned by repo-local but origin is repo-local"),
                failure(
                        "/adrs/0/origin",
                        "\"ssot-origin\"",
                        a + ".number belongs to reservation owner repo-local but origin is ssot-origin"),
                failure(
                        "/adrs/0/origin",
                        "\"extension-pack\"",
                        a + ".number belongs to reservation owner repo-local but origin is extension-pack"),
                failure("/adrs/0/origin", "\"ssot-core\"", a + ".origin must not be ssot-core in repo-local"),
                failure(
                        "/adrs/0/origin",
                        "\"ssot-origin\"",
                        a + ".managed must be true for packaged documents in repo-local"),
                failure(
                        "/adrs/0/origin",
                        "\"ssot-origin\"",
                        a + ".immutable must be true for packaged documents in repo-local"),
                failure("/adrs/0/managed", "true", a + ".managed must be false for repo-local documents"),
                failure("/repo/kind", "\"ssot-core\"", a + ".origin must not be repo-local in ssot-core"),
                broken(
                        FAILURE,
                        w -> {
                            set(w, "/repo/kind", "\"extension-pack\"");
                            set(w, "/adrs/0/immutable", "true");
                        },
                        a + ".immutable must be false in extension-pack"),
                failure(
                        "/specs/0/kind",
                        "1",
                        s + ".kind must be one of ['governance', 'local-policy', 'normative', 'operational']"),
                failure("/specs/0/adr_ids", "1", s + ".adr_ids must be a list of strings"),
                failure(
                        "/adrs/0/status",
                        "\"x\"",
                        a
                                + ".status must be one of ['draft', 'in_review', 'accepted', 'rejected', 'superseded', 'withdrawn', 'retired']"),
                failure("/adrs/0/supersedes", "1", a + ".supersedes must be a list of strings"),
                failure("/adrs/0/superseded_by", "null", a + ".superseded_by must be a list of strings"),
                failure("/adrs/0/supersedes", "[\"adr:9\"]", a + ".supersedes references missing adr adr:9"),
                broken(
                        FAILURE,
                        w -> {
                            set(w, "/adrs/0/supersedes", "[\"adr:1001\"]");
                            set(w, "/adrs/0/superseded_by", "[\"adr:1001\"]");
                        },
                        a + " has ids present in both supersedes and superseded_by: ['adr:1001']"),
                failure("/adrs/0/status", "\"superseded\"", a + ".status is superseded but superseded_by is empty"),
                failure(
                        "/adrs/0/superseded_by",
                        "[\"adr:1001\"]",
                        a + ".superseded_by must be empty unless status is superseded"),
                failure("/adrs/0/status_notes", "1", a + ".status_notes must be a list"),
                failure("/adrs/0/status_notes", "[1]", a + ".status_notes[0] must be an object"),
                failure(
                        "/adrs/0/status_notes",
                        "[{}]",
                        a
                                + ".status_notes[0].status must be one of ['draft', 'in_review', 'accepted', 'rejected', 'superseded', 'withdrawn', 'retired']"),
                failure("/adrs/0/status_notes", "[{}]", a + ".status_notes[0].note must be a non-empty string"),
                failure("/adrs/0/status_notes", "[{}]", a + ".status_notes[0].at must be a non-empty string"),
                failure(
                        "/adrs/0/status_notes",
                        "[{\"actor\":1}]",
                        a + ".status_notes[0].actor must be a string when provided"),
                failure(
                        "/adrs/0/status_notes",
                        "[{\"reason\":1}]",
                        a + ".status_notes[0].reason must be a string when provided"));
    }

    static Stream<Arguments> links() {
        String drift = "Bidirectional link drift: ";
        return Stream.of(
                failure(
                        "/features/0/spec_ids",
                        "[\"X\"]",
                        "features.feat:f0.spec_ids contains a non-normalized id 'X'"),
                failure("/features/0/spec_ids", "[7]", "features.feat:f0.spec_ids contains a non-normalized id 7"),
                failure(
                        "/features/0/spec_ids",
                        "[\"spc:9\"]",
                        "features.feat:f0.spec_ids references missing spec spc:9"),
                failure("/specs/0/adr_ids", "[\"adr:9\"]", "specs.spc:1000.adr_ids references missing ADR adr:9"),
                failure("/releases/1/boundary_id", "\"X\"", "releases.rel:f0.boundary_id is not a normalized id: X"),
                failure(
                        "/releases/1/boundary_id",
                        "\"bnd:x\"",
                        "releases.rel:f0.boundary_id references missing boundary bnd:x"),
                failure(
                        "/claims/1/depends_on_claim_ids",
                        "[\"clm:x\"]",
                        "claims.clm:f0.t1.depends_on_claim_ids references missing claim clm:x"),
                of(
                        STRICT,
                        "/features/0/requires",
                        "[\"feat:x\"]",
                        "features.feat:f0.requires references missing feature feat:x"),
                of(
                        STRICT,
                        "/features/0/lifecycle/replacement_feature_ids",
                        "[\"feat:x\"]",
                        "features.feat:f0.lifecycle.replacement_feature_ids references missing feature feat:x"),
                of(
                        STRICT,
                        "/features/0/lifecycle/effective_release_id",
                        "\"rel:x\"",
                        "features.feat:f0.lifecycle.effective_release_id references missing release rel:x"),
                of(
                        STRICT,
                        "/claims/0/superseded_by_claim_ids",
                        "[\"clm:x\"]",
                        "claims.clm:f0.t0.superseded_by_claim_ids references missing claim clm:x"),
                of(
                        STRICT,
                        "/evidence/0/source_evidence_ids",
                        "[\"evd:x\"]",
                        "evidence.evd:f0.source_evidence_ids references missing evidence evd:x"),
                of(
                        STRICT,
                        "/evidence/0/release_context",
                        "{\"release_id\":\"rel:x\"}",
                        "evidence.evd:f0.release_context.release_id references missing release rel:x"),
                of(
                        STRICT,
                        "/evidence/0/release_context",
                        "{\"boundary_id\":\"X\"}",
                        "evidence.evd:f0.release_context.boundary_id is not a normalized id: X"),
                of(
                        STRICT,
                        "/evidence/0/release_context",
                        "{\"boundary_ids\":[\"bnd:x\"]}",
                        "evidence.evd:f0.release_context.boundary_ids references missing boundary bnd:x"),
                failure(
                        "/claims/0/feature_ids",
                        "[]",
                        drift
                                + "features.feat:f0.claim_ids contains clm:f0.t0 but claims.clm:f0.t0.feature_ids does not contain feat:f0"),
                failure(
                        "/tests/0/feature_ids",
                        "[]",
                        drift
                                + "features.feat:f0.test_ids contains tst:f0 but tests.tst:f0.feature_ids does not contain feat:f0"),
                failure(
                        "/tests/0/claim_ids",
                        "[]",
                        drift
                                + "claims.clm:f0.t0.test_ids contains tst:f0 but tests.tst:f0.claim_ids does not contain clm:f0.t0"),
                failure(
                        "/evidence/0/claim_ids",
                        "[]",
                        drift
                                + "claims.clm:f0.t0.evidence_ids contains evd:f0 but evidence.evd:f0.claim_ids does not contain clm:f0.t0"),
                failure(
                        "/evidence/0/test_ids",
                        "[]",
                        drift
                                + "tests.tst:f0.evidence_ids contains evd:f0 but evidence.evd:f0.test_ids does not contain tst:f0"),
                failure(
                        "/risks/0/issue_ids",
                        "[]",
                        drift
                                + "issues.iss:f0.risk_ids contains rsk:f0 but risks.rsk:f0.issue_ids does not contain iss:f0"),
                of(
                        STRICT,
                        "/features/0/claim_ids",
                        "[]",
                        drift
                                + "claims.clm:f0.t0.feature_ids contains feat:f0 but features.feat:f0.claim_ids does not contain clm:f0.t0"),
                of(
                        STRICT,
                        "/features/0/test_ids",
                        "[]",
                        drift
                                + "tests.tst:f0.feature_ids contains feat:f0 but features.feat:f0.test_ids does not contain tst:f0"),
                of(
                        STRICT,
                        "/claims/0/test_ids",
                        "[]",
                        drift
                                + "tests.tst:f0.claim_ids contains clm:f0.t0 but claims.clm:f0.t0.test_ids does not contain tst:f0"),
                of(
                        STRICT,
                        "/claims/0/evidence_ids",
                        "[]",
                        drift
                                + "evidence.evd:f0.claim_ids contains clm:f0.t0 but claims.clm:f0.t0.evidence_ids does not contain evd:f0"),
                of(
                        STRICT,
                        "/tests/0/evidence_ids",
                        "[]",
                        drift
                                + "evidence.evd:f0.test_ids contains tst:f0 but tests.tst:f0.evidence_ids does not contain evd:f0"),
                of(
                        STRICT,
                        "/issues/0/risk_ids",
                        "[]",
                        drift
                                + "risks.rsk:f0.issue_ids contains iss:f0 but issues.iss:f0.risk_ids does not contain rsk:f0"));
    }

    static Stream<Arguments> meaning() {
        String f = "features.feat:f0";
        String outOfBounds =
                "{\"horizon\":\"out_of_bounds\",\"target_lifecycle_stage\":\"%s\",\"out_of_bounds_disposition\":%s}";
        return Stream.of(
                failure("/features/0/claim_ids", "[]", f + " is implemented but has no linked claims"),
                failure("/features/0/test_ids", "[]", f + " is implemented but has no linked tests"),
                failure("/features/0/claim_ids", "[]", f + " is in-bound but has no linked claims"),
                failure("/features/0/test_ids", "[]", f + " is in-bound but has no linked tests"),
                failure(
                        "/features/0/requires",
                        "[\"feat:f1\"]",
                        "Feature feat:f0 requires feat:f1 to be passing: Feature requirement cycle detected: feat:f0 -> feat:f1 -> feat:f0"),
                of(WARNING, "/features/0/requires", "[\"feat:x\"]", "Feature feat:f0 requires missing feature feat:x"),
                of(
                        WARNING,
                        "/features/0/requires",
                        "[\"feat:x\"]",
                        "Feature feat:f1 requires feat:f0 to be passing: Required feature feat:x referenced by feat:f0 does not exist"),
                of(
                        WARNING,
                        "/features/0/implementation_status",
                        "\"partial\"",
                        "Feature feat:f2 requires feat:f1 to be passing: Required feature feat:f0 is not implemented"),
                of(
                        WARNING,
                        "/features/0/test_ids",
                        "[]",
                        "Feature feat:f1 requires feat:f0 to be passing: Required feature feat:f0 has no linked tests"),
                of(
                        WARNING,
                        "/tests/0/status",
                        "\"failing\"",
                        "Feature feat:f1 requires feat:f0 to be passing: Required feature feat:f0 has non-passing linked tests"),
                of(
                        WARNING,
                        "/evidence/0/status",
                        "\"stale\"",
                        "Feature feat:f1 requires feat:f0 to be passing: Required feature feat:f0 has non-passed linked evidence"),
                broken(
                        WARNING,
                        w -> {
                            set(w, "/tests/0/evidence_ids", "[]");
                            set(w, "/claims/0/evidence_ids", "[]");
                            set(w, "/claims/1/evidence_ids", "[]");
                            set(w, "/claims/2/evidence_ids", "[]");
                        },
                        "Feature feat:f1 requires feat:f0 to be passing: Required feature feat:f0 has no linked evidence"),
                of(WARNING, "/tests/0/feature_ids", "[]", "tests.tst:f0 has no linked features"),
                failure("/tests/0/claim_ids", "[]", "tests.tst:f0 has no linked claims"),
                failure("/tests/0/evidence_ids", "[]", "tests.tst:f0 has no linked evidence rows"),
                of(WARNING, "/claims/0/feature_ids", "[]", "claims.clm:f0.t0 has no linked features"),
                of(WARNING, "/claims/0/test_ids", "[]", "claims.clm:f0.t0 has no linked tests"),
                of(WARNING, "/claims/0/evidence_ids", "[]", "claims.clm:f0.t0 has no linked evidence"),
                failure(
                        "/profiles/0/profile_ids",
                        "[\"prf:f1\"]",
                        "Profile requirement cycle detected: prf:f0 -> prf:f1 -> prf:f0"),
                failure("/profiles/0/profile_ids", "[\"prf:x\"]", "Profile prf:f0 requires missing profile prf:x"),
                failure(
                        "/profiles/0/feature_ids",
                        "[]",
                        "profiles.prf:f0 must reference at least one feature or profile"),
                of(
                        WARNING,
                        "/tests/0/status",
                        "\"failing\"",
                        "profiles.prf:f0 is active but does not currently pass evaluation"),
                failure(
                        "/releases/1/claim_ids",
                        "[]",
                        "releases.rel:f0 has no claim coverage for boundary feature feat:f0"),
                broken(
                        FAILURE,
                        w -> {
                            set(w, "/boundaries/1/profile_ids", "[\"prf:f1\"]");
                        },
                        "releases.rel:f0 has no claim coverage for boundary feature feat:f1"),
                of(
                        STRICT,
                        "/releases/1/boundary_ids",
                        "[\"bnd:f0\",\"bnd:f1\"]",
                        "releases.rel:f0 has no claim coverage for boundary feature feat:f1"),
                failure(
                        "/features/0/plan/target_claim_tier",
                        "\"T3\"",
                        f + " targets T3 but has no linked claim at or above that tier"),
                failure(
                        "/features/0/plan/target_claim_tier",
                        "\"T3\"",
                        f + " is capped below implemented by active T0 claim clm:f0.t0"),
                failure(
                        "/features/0/plan/target_claim_tier",
                        "\"T3\"",
                        f + " is capped below implemented by claim clm:f0.t1 tier T1 below target T3"),
                failure(
                        "/claims/2/depends_on_claim_ids",
                        "[]",
                        f + " is capped below implemented by claim clm:f0.t1 outside satisfying claim lineage"),
                failure(
                        "/claims/0/evidence_ids",
                        "[]",
                        "claims.clm:f0.t0 is evidenced or higher but has no linked evidence"),
                failure(
                        "/evidence/0/tier",
                        "\"T1\"",
                        "claims.clm:f0.t2 is evidenced or higher but lacks passed evidence at or above claim tier T2"),
                failure(
                        "/claims/0/depends_on_claim_ids",
                        "[\"clm:f0.t0\"]",
                        "claims.clm:f0.t0.depends_on_claim_ids cannot reference itself"),
                failure(
                        "/claims/0/depends_on_claim_ids",
                        "[\"clm:f0.t1\"]",
                        "claims.clm:f0.t0.depends_on_claim_ids references clm:f0.t1 at tier T1; dependencies must be lower than T0"),
                failure(
                        "/features/0/lifecycle/stage",
                        "\"removed\"",
                        f + " is removed but implementation_status is not absent"),
                of(
                        WARNING,
                        "/features/0/lifecycle/stage",
                        "\"deprecated\"",
                        f + " is deprecated but has neither replacement_feature_ids nor a lifecycle note"),
                broken(
                        FAILURE,
                        w -> {
                            set(w, "/program/active_boundary_id", "\"bnd:f0\"");
                            set(w, "/features/0/lifecycle/stage", "\"obsolete\"");
                        },
                        f + " is obsolete but is still present in the active boundary"),
                broken(
                        STRICT,
                        w -> {
                            set(w, "/program/active_boundary_id", "\"bnd:f1\"");
                            set(w, "/boundaries/2/profile_ids", "[\"prf:f2\"]");
                            set(w, "/features/0/lifecycle/stage", "\"obsolete\"");
                        },
                        f + " is obsolete but is still present in the active boundary"),
                broken(
                        FAILURE,
                        w -> {
                            set(w, "/program/active_boundary_id", "\"bnd:f0\"");
                            set(w, "/features/0/plan", outOfBounds.formatted("active", "null"));
                        },
                        f + " is out_of_bounds but is still present in the active boundary"),
                broken(
                        STRICT,
                        w -> {
                            set(w, "/boundaries/0/profile_ids", "[\"prf:f1\"]");
                            set(w, "/features/0/plan", outOfBounds.formatted("active", "null"));
                        },
                        f + " is out_of_bounds but is still present in the active boundary"),
                failure(
                        "/features/0/plan",
                        outOfBounds.formatted("active", "null"),
                        f + " is out_of_bounds and implemented but plan.out_of_bounds_disposition is not set"),
                failure(
                        "/features/0/plan",
                        outOfBounds.formatted("active", "\"tolerated\""),
                        f + " has out_of_bounds_disposition 'tolerated' but lifecycle.note is empty"),
                failure(
                        "/features/0/plan",
                        outOfBounds.formatted("removed", "\"tolerated\""),
                        f + " is tolerated out_of_bounds but targets removed; use prohibited for removal targets"),
                failure(
                        "/features/0/plan",
                        outOfBounds.formatted("active", "\"prohibited\""),
                        f + " is prohibited out_of_bounds but plan.target_lifecycle_stage is not removed"),
                failure(
                        "/features/0/plan",
                        outOfBounds.formatted("removed", "\"prohibited\""),
                        f
                                + " is prohibited out_of_bounds and implemented but has no open release-blocking issue or active release-blocking risk"),
                failure(
                        "/tests/0/origin",
                        "\"ssot-core\"",
                        "tests.tst:f0.origin cannot be ssot-core in a repo-local registry; sync ssot-origin obligations or author repo-local rows instead"),
                failure(
                        "/features/0/parent_feature_ids",
                        "[\"feat:f0\"]",
                        f + ".parent_feature_ids must not include itself"),
                failure(
                        "/features/0/parent_feature_ids",
                        "[\"feat:f1\",\"feat:f1\"]",
                        f + ".parent_feature_ids contains duplicate ids: feat:f1"),
                failure(
                        "/features/1/parent_feature_ids",
                        "[\"feat:f2\"]",
                        "Feature parent cycle detected: feat:f1 -> feat:f2 -> feat:f1"));
    }

    static Stream<Arguments> artifacts() {
        String longName = "n".repeat(121);
        String longPath = ".ssot/" + "d/".repeat(120) + "x";
        return Stream.of(
                broken(FILE, w -> w.files().remove("tests/f0.txt"), "tests.tst:f0.path does not exist: tests/f0.txt"),
                broken(
                        FILE,
                        w -> w.files().remove(".ssot/evidence/f0.json"),
                        "evidence.evd:f0.path does not exist: .ssot/evidence/f0.json"),
                of(
                        STRICT,
                        "/tests/0/path",
                        "\"/etc/passwd\"",
                        "tests.tst:f0.path must be a relative path inside the repository: /etc/passwd"),
                of(
                        STRICT,
                        "/tests/0/path",
                        "\"../x\"",
                        "tests.tst:f0.path must be a relative path inside the repository: ../x"),
                of(
                        STRICT,
                        "/evidence/0/path",
                        "\"C:\\\\x\"",
                        "evidence.evd:f0.path must be a relative path inside the repository: C:\\x"),
                of(
                        STRICT,
                        "/evidence/0/path",
                        "\".GIT/config\"",
                        "evidence.evd:f0.path must not be a file of git: .GIT/config"),
                failure(
                        "/tests/0/path",
                        "\".ssot/" + longName + "\"",
                        "tests.tst:f0.path exceeds max .ssot filename length 120: " + longName),
                failure(
                        "/evidence/0/path",
                        "\"" + longPath + "\"",
                        "evidence.evd:f0.path exceeds max .ssot path length 240: " + longPath),
                failure(
                        "/adrs/0/path",
                        "\"" + longPath + "\"",
                        "adrs.adr:1000.path exceeds max .ssot path length 240: " + longPath),
                broken(
                        FAILURE,
                        w -> w.files().put(longPath, ""),
                        "filesystem path exceeds max .ssot path length 240: " + longPath),
                broken(
                        FAILURE,
                        w -> w.files().put(".ssot/" + longName + "/x", ""),
                        "filesystem path exceeds max .ssot filename length 120: " + longName),
                broken(
                        FILE,
                        w -> w.files().put(".ssot/adr/a.md", ""),
                        "Legacy markdown document is not allowed after migration: .ssot/adr/a.md"),
                broken(
                        FILE,
                        w -> w.files().put(".ssot/spec/a.md", ""),
                        "Legacy markdown document is not allowed after migration: .ssot/spec/a.md"),
                broken(
                        FILE,
                        w -> w.files().put(".ssot/releases/a.json", "{}\n"),
                        "JSON under .ssot must be RFC 8785 JCS canonical: .ssot/releases/a.json (trailing newline is not allowed in canonical RFC 8785 JCS JSON)"),
                broken(
                        FILE,
                        w -> w.files().put(".ssot/a.json", "{ }"),
                        "JSON under .ssot must be RFC 8785 JCS canonical: .ssot/a.json (content is not canonical RFC 8785 JCS JSON)"),
                broken(
                        FILE,
                        w -> w.files().put(".ssot/a.json", "{\"a\":1,\"a\":1}"),
                        "JSON under .ssot must be RFC 8785 JCS canonical: .ssot/a.json (Invalid JSON for .ssot/a.json: Duplicate object key is not allowed by RFC 8785 JCS: 'a')"),
                broken(
                        WARNING,
                        w -> w.files().put(".ssot/evidence/f0.json", "{ }"),
                        "JSON under .ssot must be RFC 8785 JCS canonical: .ssot/evidence/f0.json (content is not canonical RFC 8785 JCS JSON)"));
    }

    private static Arguments failure(String pointer, String json, String message) {
        return of(FAILURE, pointer, json, message);
    }

    /** @param json what stands at the place then; null when the field is gone */
    private static Arguments of(Finding.Kind kind, String pointer, String json, String message) {
        return broken(kind, whole -> set(whole, pointer, json), message);
    }

    private static Arguments broken(Finding.Kind kind, Consumer<WholeRegistry> breach, String message) {
        return Arguments.of(kind, breach, message);
    }

    private static void set(WholeRegistry whole, String pointer, String json) {
        int slash = pointer.lastIndexOf('/');
        JsonNode holder = whole.document().at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1);
        JsonNode value = json == null ? MissingNode.getInstance() : read(json);
        switch (holder) {
            case ArrayNode array -> array.set(Integer.parseInt(last), value);
            case ObjectNode object when value.isMissingNode() -> object.remove(List.of(last));
            case ObjectNode object -> object.set(last, value);
            default -> throw new AssertionError("nothing at " + pointer);
        }
    }

    private static JsonNode read(String json) {
        try {
            return StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (dev.ssot.registry.json.InvalidJson invalid) {
            throw new AssertionError(json, invalid);
        }
    }
}
