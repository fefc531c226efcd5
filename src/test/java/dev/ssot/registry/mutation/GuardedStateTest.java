package dev.ssot.registry.mutation;

import static dev.ssot.registry.mutation.MutationFixture.apply;
import static dev.ssot.registry.mutation.MutationFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No road leads around the operations that guard a state. */
class GuardedStateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update claims clm:a {tier: T2}                    | Claim clm:a tier is immutable. Create a new claim row at tier T2 and link the existing claim through depends_on_claim_ids.",
                "upsert claims clm:a {tier: T2, id: clm:z}         | Claim clm:z tier is immutable. Create a new claim row at tier T2 and link the existing claim through depends_on_claim_ids.",
                "update claims clm:a {status: promoted}            | Claim clm:a status promoted is set by ssot release promote, not by an update",
                "create claims {id: clm:n, status: published}      | Claim clm:n status published is set by ssot release publish, not by its creation",
                "update claims clm:free {status: certified}        | Claim clm:free cannot become certified: Claim clm:free requires implemented linked features; Claim clm:free requires all linked tests to be passing; Claim clm:free requires all linked evidence rows to be passed; Claim clm:free requires passed linked evidence at or above claim tier T0",
                "create releases {id: rel:n, status: certified}    | Release rel:n status certified is set by ssot release certify, not by its creation",
                "update releases rel:0.1.0 {status: certified}     | Release rel:0.1.0 status certified is set by ssot release certify, not by an update",
                "update releases rel:sealed {status: promoted}     | Release rel:sealed status promoted is set by ssot release promote, not by an update",
                "update releases rel:sealed {status: revoked}      | Release rel:sealed status revoked is set by ssot release revoke, not by an update",
                "update releases rel:sealed {status: draft}        | Release rel:sealed is certified; its status is changed by ssot release promote, publish or revoke alone",
                "update releases rel:sealed {claim_ids: []}        | Release rel:sealed is certified and keeps its claim_ids",
                "update releases rel:sealed {boundary_id: bnd:default} | Release rel:sealed is certified and keeps its boundary_id",
                "link releases rel:sealed {evidence_ids: [evd:a]}  | Release rel:sealed is certified and keeps its evidence_ids",
                "unlink releases rel:sealed {claim_ids: [clm:sealed]} | Release rel:sealed is certified and keeps its claim_ids",
                "release-add rel:sealed bnd:default                | Release rel:sealed is certified and keeps its boundary_ids",
                "update releases rel:sealed {id: rel:z}            | Release rel:sealed is certified and keeps its id",
                "delete releases rel:sealed                        | Cannot delete release rel:sealed; it is still referenced by: evidence.evd:sealed.release_context.release_id",
                "update claims clm:sealed {id: clm:z}              | Release rel:sealed is certified and keeps its claim_ids",
                "create boundaries {id: bnd:n, frozen: true}       | Boundary bnd:n is frozen by ssot boundary freeze, not by its creation",
                "create boundaries {id: bnd:n, status: frozen}     | Boundary bnd:n is frozen by ssot boundary freeze, not by its creation",
                "update boundaries bnd:default {frozen: true}      | Boundary bnd:default is frozen by ssot boundary freeze, not by an update",
                "update boundaries bnd:frozen {frozen: false}      | Boundary bnd:frozen is frozen and stays so",
                "update boundaries bnd:frozen {status: active}     | Boundary bnd:frozen is frozen and keeps its status",
                "link boundaries bnd:frozen {feature_ids: [feat:a]} | Boundary bnd:frozen is frozen and keeps its feature_ids",
                "update boundaries bnd:default {id: bnd:z}         | Release rel:gone is revoked and keeps its boundary_id",
                "unlink boundaries bnd:frozen {profile_ids: [prf:a]} | Boundary bnd:frozen is frozen and keeps its profile_ids",
                "update features feat:frozen {id: feat:z}          | Boundary bnd:frozen is frozen and keeps its feature_ids",
                "update features feat:profiled {id: feat:z}        | Boundary bnd:frozen is frozen and keeps the features of its profiles",
                "link profiles prf:a {feature_ids: [feat:a]}       | Boundary bnd:frozen is frozen and keeps the features of its profiles",
                "create evidence {id: evd:n, release_context: {verification_report_result: passed}} | Evidence evd:n release_context is certified by ssot release certify, not by its creation",
                "update evidence evd:sealed {release_context: {release_id: rel:0.1.0, verification_report_result: certified}} | Evidence evd:sealed release_context is certified by ssot release certify, not by an update",
                "update features feat:c {lifecycle: {stage: obsolete, note: why}} | Feature feat:c cannot transition to obsolete while it remains in the active boundary",
                "update features feat:a {lifecycle: {stage: deprecated}} | Feature feat:a transition to deprecated requires replacement_feature_ids or a note",
            })
    void a_guarded_state_is_not_changed_by_a_mutation_of_rows(String line, String message) {
        assertThat(refusal(apply(line))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update claims clm:good {status: certified}",
                "update claims clm:sealed {title: T}",
                "update claims clm:sealed {status: retired}",
                "update evidence evd:sealed {title: T}",
                "update evidence evd:a {release_context: {release_id: rel:0.1.0}}",
                "update evidence evd:sealed {id: evd:sealed, release_context: {release_id: rel:sealed}}",
                "update releases rel:sealed {version: '2.1'}",
                "update releases rel:0.1.0 {status: candidate}",
                "update releases rel:0.1.0 {id: rel:z}",
                "delete releases rel:gone",
                "update boundaries bnd:frozen {title: T}",
                "create boundaries {id: bnd:n, status: active}",
                "update boundaries bnd:default {status: active}",
                "link profiles prf:a {profile_ids: [prf:a]}",
                "update features feat:frozen {title: T}",
                "update tests tst:a {status: failing}",
                "update features feat:a {lifecycle: {stage: active}}",
            })
    void what_is_not_guarded_may_change(String line) {
        assertThat(refusal(apply(line))).isEmpty();
    }
}
