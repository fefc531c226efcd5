package dev.ssot.registry.mutation;

import static dev.ssot.registry.mutation.MutationFixture.apply;
import static dev.ssot.registry.mutation.MutationFixture.changed;
import static dev.ssot.registry.mutation.MutationFixture.json;
import static dev.ssot.registry.mutation.MutationFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.mutation.RegistryMutation.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each mutation of rows does to the registry, and what it says when it does not. */
class RowMutationTest {

    /** Each line: the mutation, then what one row is afterwards. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "create features {id: feat:n, claim_ids: [clm:free, clm:free], parent_feature_ids: [feat:c, feat:a, feat:c], body: null} | features feat:n {id: feat:n, origin: repo-local, claim_ids: [clm:free], parent_feature_ids: [feat:a, feat:c], body: null}",
                "create features {id: feat:n, claim_ids: [clm:free]}          | claims clm:free {id: clm:free, origin: repo-local, status: proposed, tier: T0, feature_ids: [feat:n]}",
                "create claims {id: clm:n, origin: ssot-origin}               | claims clm:n {id: clm:n, origin: ssot-origin, depends_on_claim_ids: []}",
                "create issues {id: iss:n, risk_ids: [rsk:a]}                 | risks rsk:a {id: rsk:a, status: active, issue_ids: [iss:a, iss:n]}",
                "create issues {id: iss:n}                                    | issues iss:n {id: iss:n}",
                "update features feat:c {title: T, body: null}                | features feat:c {id: feat:c, title: T, origin: repo-local, implementation_status: absent, parent_feature_ids: [], lifecycle: {stage: active}, plan: {}}",
                "update features feat:profiled {parent_feature_ids: [feat:c, feat:a, feat:c]} | features feat:profiled {id: feat:profiled, origin: repo-local, parent_feature_ids: [feat:a, feat:c], lifecycle: {stage: active}, plan: {}}",
                "update tests tst:a {claim_ids: [clm:free]}                   | claims clm:a {id: clm:a, origin: repo-local, status: asserted, tier: T1, feature_ids: [feat:a], test_ids: [], evidence_ids: [evd:a], depends_on_claim_ids: []}",
                "update tests tst:a {claim_ids: [clm:free]}                   | claims clm:free {id: clm:free, origin: repo-local, status: proposed, tier: T0, test_ids: [tst:a]}",
                "update risks rsk:a {issue_ids: []}                           | issues iss:a {id: iss:a, status: open, plan: {}, risk_ids: [], feature_ids: [feat:a]}",
                "link claims clm:free {depends_on_claim_ids: [clm:a, clm:a]}  | claims clm:free {id: clm:free, origin: repo-local, status: proposed, tier: T0, depends_on_claim_ids: [clm:a]}",
                "link tests tst:a {feature_ids: [feat:c, feat:a]}             | features feat:c {id: feat:c, origin: repo-local, implementation_status: absent, parent_feature_ids: [], lifecycle: {stage: active}, plan: {}, test_ids: [tst:a]}",
                "unlink features feat:frozen {requires: [feat:a]}             | features feat:frozen {id: feat:frozen, origin: repo-local, implementation_status: absent, lifecycle: {stage: active}, plan: {}, requires: [], parent_feature_ids: []}",
                "unlink issues iss:a {risk_ids: [rsk:a]}                      | risks rsk:a {id: rsk:a, status: active, issue_ids: []}",
                "delete issues iss:a                                          | risks rsk:a {id: rsk:a, status: active, issue_ids: []}",
                "release-add rel:0.1.0 bnd:frozen                             | releases rel:0.1.0 {id: rel:0.1.0, version: '1', status: draft, boundary_id: bnd:default, boundary_ids: [bnd:default, bnd:frozen], claim_ids: [], evidence_ids: []}",
                "parents ADD feat:c feat:b,feat:a                             | features feat:c {id: feat:c, origin: repo-local, implementation_status: absent, parent_feature_ids: [feat:a, feat:b], lifecycle: {stage: active}, plan: {}}",
                "parents SET feat:c feat:b,feat:b                             | features feat:c {id: feat:c, origin: repo-local, implementation_status: absent, parent_feature_ids: [feat:b], lifecycle: {stage: active}, plan: {}}",
                "lifecycle feat:c deprecated why                              | features feat:c {id: feat:c, origin: repo-local, implementation_status: absent, parent_feature_ids: [], lifecycle: {stage: deprecated, replacement_feature_ids: [], note: why}, plan: {}}",
            })
    void a_row_is_afterwards(String line, String expected) {
        String[] words = expected.split(" ", 3);

        Registry after = changed(line).edit().after();

        assertThat(row(after, words[0], words[1])).isEqualTo(json(words[2]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create features {title: x}                         | feature row must include a string id",
                "create features {id: feat:a}                       | Feature already exists: feat:a",
                "create evidence {id: evd:n, origin: other}         | Evidence evd:n origin must be one of ['extension-pack', 'repo-local', 'ssot-core', 'ssot-origin']",
                "create claims {id: clm:n, origin: ssot-core}       | Claim clm:n cannot use origin ssot-core in a repo-local registry",
                "update features feat:x {title: x}                  | Unknown feature id: feat:x",
                "update features feat:a {id: feat:b}                | Feature already exists: feat:b",
                "update features feat:b {origin: repo-local}        | Feature feat:b origin cannot change from ssot-origin to repo-local",
                "update releases rel:x {title: x}                   | Unknown release id: rel:x",
                "delete tests tst:x                                 | Unknown test id: tst:x",
                "delete features feat:b                             | Cannot delete feature feat:b; it is still referenced by: features.feat:a.lifecycle.replacement_feature_ids, features.feat:a.requires",
                "delete features feat:c                             | Cannot delete feature feat:c; it is still referenced by: boundaries.bnd:default.feature_ids, features.feat:a.parent_feature_ids",
                "delete releases rel:0.1.0                          | Cannot delete release rel:0.1.0; it is still referenced by: program.active_release_id",
                "delete evidence evd:a                              | Cannot delete evidence evd:a; it is still referenced by: evidence.evd:sealed.source_evidence_ids",
                "link features feat:x {claim_ids: [clm:a]}          | Unknown feature id: feat:x",
                "link features feat:a {feature_ids: [feat:b]}       | Field feature_ids is not linkable for feature",
                "link claims clm:a {superseded_by_claim_ids: [x]}   | Field superseded_by_claim_ids is not linkable for claim",
                "unlink releases rel:0.1.0 {boundary_id: [bnd:a]}   | Field boundary_id is not linkable for release",
                "release-remove rel:0.1.0 bnd:default               | Cannot remove the primary boundary_id from release boundary_ids; update the release boundary_id first",
                "release-add rel:x bnd:default                      | Unknown release id: rel:x",
                "parents ADD feat:a,feat:y,feat:x feat:z            | Unknown feature ids: feat:x, feat:y; Unknown parent feature ids: feat:z",
                "parents REMOVE feat:a                              | At least one parent feature id is required",
                "migrate feat:x feat:c                              | Unknown feature id: feat:x",
                "migrate feat:a feat:x                              | Unknown parent feature id: feat:x",
                "migrate feat:a feat:b                              | Feature feat:a does not have parent link feat:b",
                "lifecycle feat:x active                            | Unknown feature ids: feat:x",
                "lifecycle feat:b deprecated                        | Feature feat:b transition to deprecated requires replacement_feature_ids or a note",
                "lifecycle feat:c obsolete why                      | Feature feat:c cannot transition to obsolete while it remains in the active boundary",
                "lifecycle feat:a removed                           | Feature feat:a cannot transition to removed unless implementation_status is absent",
                "tier clm:x T1                                      | Unknown claim id: clm:x",
                "tier clm:a T2                                      | Claim clm:a tier is immutable. Create a new claim row at tier T2 and link the existing claim through depends_on_claim_ids.",
                "scaffold features {id: feat:a}                     | Feature already exists: feat:a",
                "scaffold features {id: feat:n, plan: {target_claim_tier: T9}} | Unsupported claim tier: T9",
                "scaffold features {id: feat:../n}                  | Registry validation failed after creating feature feat:../n with scaffolded proof graph: features.feat:../n is not a normalized id",
            })
    void a_mutation_is_refused(String line, String message) {
        assertThat(refusal(apply(line))).isEqualTo(message);
    }

    @Test
    void a_renamed_row_is_renamed_wherever_it_is_named_and_keeps_its_place() {
        Registry after = changed("update features feat:b {id: feat:z}").edit().after();

        assertThat(after.rows(Section.FEATURES)).extracting(Row::id).startsWith("feat:a", "feat:z", "feat:c");
        assertThat(row(after, "features", "feat:a").path("requires")).isEqualTo(json("[feat:z]"));
        assertThat(row(after, "features", "feat:a").at("/lifecycle/replacement_feature_ids"))
                .isEqualTo(json("[feat:z]"));

        Registry evidence =
                changed("update evidence evd:a {id: evd:z, title: T}").edit().after();
        assertThat(row(evidence, "claims", "clm:a").path("evidence_ids")).isEqualTo(json("[evd:z]"));
        assertThat(row(evidence, "tests", "tst:a").path("evidence_ids")).isEqualTo(json("[evd:z]"));
        assertThat(row(evidence, "evidence", "evd:sealed").path("source_evidence_ids"))
                .isEqualTo(json("[evd:z]"));
        assertThat(row(evidence, "evidence", "evd:z").path("title").asText()).isEqualTo("T");

        Registry release =
                changed("update releases rel:0.1.0 {id: rel:0.2.0}").edit().after();
        assertThat(release.document().at("/program/active_release_id").asText()).isEqualTo("rel:0.2.0");
    }

    @Test
    void an_update_with_links_and_a_new_id_keeps_both_sides() {
        Registry after = changed("update tests tst:a {id: tst:z, claim_ids: [clm:free]}")
                .edit()
                .after();

        assertThat(row(after, "claims", "clm:free").path("test_ids")).isEqualTo(json("[tst:z]"));
        assertThat(row(after, "claims", "clm:a").path("test_ids")).isEmpty();
        assertThat(row(after, "features", "feat:a").path("test_ids")).isEqualTo(json("[tst:z]"));
    }

    @Test
    void an_upsert_says_what_stood_before() {
        assertThat(changed("upsert risks rsk:a {status: retired}").answer().at("/previous_entity/status"))
                .hasToString("\"active\"");
        assertThat(changed("upsert risks rsk:n {id: rsk:n}").answer().has("previous_entity"))
                .isFalse();
    }

    @Test
    void what_is_said_of_an_invalid_outcome_names_what_was_done() {
        assertThat(List.of(
                                "create risks {id: rsk:n}",
                                "update risks rsk:a {status: x}",
                                "update risks rsk:a {id: rsk:z}",
                                "delete issues iss:a",
                                "link risks rsk:a {test_ids: [tst:x]}",
                                "unlink risks rsk:a {test_ids: [tst:x]}",
                                "parents CLEAR feat:a",
                                "migrate feat:a feat:c",
                                "lifecycle feat:c active",
                                "scaffold features {id: feat:n}")
                        .stream()
                        .map(line -> changed(line).ifInvalid().message(List.of("broken"))))
                .containsExactly(
                        "Registry validation failed after creating risk rsk:n: broken",
                        "Registry validation failed after updating risk rsk:a: broken",
                        "Registry validation failed after renaming risk rsk:a to rsk:z: broken",
                        "Registry validation failed after deleting issue iss:a: broken",
                        "Registry validation failed after linking risk rsk:a: broken",
                        "Registry validation failed after unlinking risk rsk:a: broken",
                        "Registry validation failed after clear feature parent links: broken",
                        "Registry validation failed after migrating feature parent audit edge: broken",
                        "Registry validation failed after lifecycle transition",
                        "Registry validation failed after creating feature feat:n with scaffolded proof graph: broken");
    }

    @Test
    void a_parent_becomes_a_prerequisite() {
        Result.Changed kept = changed("migrate feat:a feat:c");
        Result.Changed removed = changed("migrate feat:a feat:c remove");

        JsonNode row = row(kept.edit().after(), "features", "feat:a");
        assertThat(row.path("requires")).isEqualTo(json("[feat:b, feat:c]"));
        assertThat(row.path("parent_feature_ids")).isEqualTo(json("[feat:c]"));
        assertThat(removed.answer().path("removed_parent_link").asBoolean()).isTrue();
        assertThat(row(removed.edit().after(), "features", "feat:a").path("parent_feature_ids"))
                .isEmpty();
    }

    @Test
    void plans_set_what_is_given_and_take_the_slot_away() {
        PlanRows.Target target = new PlanRows.Target("T2", null, null);
        RegistryMutation plan = new PlanRows(Section.FEATURES, List.of("feat:a", "feat:b"), "future", null, target);

        Result result = plan.apply(MutationFixture.registry(), new MutationFixture.Names(Set.of()));

        Registry after = ((Result.Changed) result).edit().after();
        JsonNode expected = json("{horizon: future, slot: null, target_claim_tier: T2}");
        assertThat(row(after, "features", "feat:a").path("plan")).isEqualTo(expected);
        assertThat(row(after, "features", "feat:b").path("plan")).isEqualTo(expected);
        assertThat(((Result.Changed) result).ifInvalid().message(List.of("x")))
                .isEqualTo("Registry validation failed after attempted mutation");
    }

    @Test
    void a_claim_that_has_the_tier_stays_as_it_is() {
        Result result = apply("tier clm:a T1");

        assertThat(result).isInstanceOf(Result.Unchanged.class);
        assertThat(((Result.Unchanged) result).answer().path("message").asText())
                .isEqualTo("Claim clm:a is already tier T1; no in-place tier mutation was performed.");
    }

    @Test
    void a_feature_is_born_with_a_proof_that_is_only_planned() {
        Result.Changed made = changed(
                "scaffold features {id: feat:n.x-y, title: N, plan: {target_claim_tier: T1}, claim_ids: [clm:free]}");

        Registry after = made.edit().after();
        assertThat(row(after, "features", "feat:n.x-y").path("claim_ids"))
                .isEqualTo(json("[clm:n.x-y.t0, clm:n.x-y.t1, clm:free]"));
        assertThat(row(after, "claims", "clm:free").path("feature_ids")).isEqualTo(json("[feat:n.x-y]"));
        assertThat(row(after, "claims", "clm:n.x-y.t1").path("depends_on_claim_ids"))
                .isEqualTo(json("[clm:n.x-y.t0]"));
        assertThat(row(after, "tests", "tst:pytest.n.x-y.t1.proof-graph")
                        .path("status")
                        .asText())
                .isEqualTo("planned");
        assertThat(row(after, "evidence", "evd:t1.n.x-y.proof-graph")
                        .path("path")
                        .asText())
                .isEqualTo(".ssot/evidence/n.x-y/proof-graph-t1.json");
        assertThat(made.files())
                .extracting(FileChange::path)
                .containsExactly(
                        "tests/ssot_scaffold/test_n_x_y_t0_proof_graph.py",
                        "tests/ssot_scaffold/test_n_x_y_t1_proof_graph.py",
                        ".ssot/evidence/n.x-y/proof-graph-t1.json");
        assertThat(text(made.files().get(1)))
                .contains("raise NotImplementedError", "tst:pytest.n.x-y.t1.proof-graph", "feat:n.x-y");
        assertThat(text(made.files().get(2)))
                .isEqualTo("{\"claim_ids\":[\"clm:n.x-y.t0\",\"clm:n.x-y.t1\"],\"feature_id\":\"feat:n.x-y\","
                        + "\"schema_version\":\"ssot.evidence.scaffold.v1\",\"status\":\"planned\",\"target_tier\":\"T1\","
                        + "\"test_ids\":[\"tst:pytest.n.x-y.t0.proof-graph\",\"tst:pytest.n.x-y.t1.proof-graph\"]}");
    }

    @Test
    void a_file_that_somebody_wrote_is_not_planned_again() {
        String written = "tests/ssot_scaffold/test_n_t1_proof_graph.py";
        Result result = MutationFixture.mutation("scaffold features {id: feat:n}")
                .apply(MutationFixture.registry(), new MutationFixture.Names(Set.of(written)));

        assertThat(((Result.Changed) result).files())
                .extracting(FileChange::path)
                .doesNotContain(written)
                .hasSize(2);
    }

    private static String text(FileChange change) {
        return new String(((FileChange.Put) change).bytes(), StandardCharsets.UTF_8);
    }

    private static JsonNode row(Registry registry, String section, String id) {
        return registry.find(Section.parse(section).orElseThrow(), id)
                .map(Row::json)
                .orElseThrow(() -> new AssertionError("no row " + id));
    }
}
