package dev.ssot.registry.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import dev.ssot.support.WholeRegistry;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A release of one proved feature, whose boundary is frozen and names the feature's profile. */
class ReleaseGuardTest {

    private final WholeRegistry whole = WholeRegistry.of(1);

    ReleaseGuardTest() {
        boundary().put("frozen", true).putArray("profile_ids").add("prf:f0");
    }

    @Test
    void a_release_that_has_everything_may_be_certified() {
        CertificationReport report = report(ReleaseStep.CERTIFICATION);

        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.claims()).extracting(ClaimReport::claimId).containsExactly("clm:f0.t2");
        assertThat(report.evidence()).extracting(EvidenceReport::evidenceId).containsExactly("evd:f0");
        assertThat(report.profiles())
                .extracting(ProfileEvaluation.Result::profileId)
                .containsExactly("prf:f0");
        assertThat(Json.tree(report).path("boundary"))
                .hasToString("{\"id\":\"bnd:f0\",\"ids\":[\"bnd:f0\"],\"profile_ids\":[\"prf:f0\"],"
                        + "\"resolved_feature_ids\":[\"feat:f0\"]}");
        assertThat(Json.tree(report).path("summary"))
                .hasToString("{\"boundary_id\":\"bnd:f0\",\"boundary_ids\":[\"bnd:f0\"],\"boundary_feature_count\":1,"
                        + "\"boundary_profile_count\":1,\"release_claim_count\":1,\"release_evidence_count\":1}");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(
                        "require_frozen_boundary",
                        "Boundary bnd:f0 is not frozen",
                        t -> t.boundary().put("frozen", false)),
                broken(
                        "require_boundary_features_current_or_explicit",
                        "Release rel:f0 contains boundary feature feat:f0 that is not current or explicit",
                        t -> t.plan().put("horizon", "next")),
                broken(
                        "",
                        "Claim clm:f0.t2 requires all linked tests to be passing",
                        t -> t.whole.row(Section.CLAIMS, "clm:f0.t2").putArray("test_ids")),
                broken(
                        "require_release_claim_coverage_for_boundary_features",
                        "Release rel:f0 has no claim coverage for boundary feature feat:f0",
                        t -> t.release().putArray("claim_ids")),
                broken(
                        "require_feature_target_tiers_met",
                        "Feature feat:f0 targets T3, but release rel:f0 has no covering claim at or above that tier",
                        t -> t.plan().put("target_claim_tier", "T3")),
                broken(
                        "",
                        "Release rel:f0 references missing evidence evd:x",
                        t -> ((ArrayNode) t.release().get("evidence_ids")).add("evd:x")),
                broken(
                        "",
                        "Evidence evd:f0 status is collected, expected passed",
                        t -> t.whole.row(Section.EVIDENCE, "evd:f0").put("status", "collected")),
                broken(
                        "",
                        "Evidence evd:f0 has non-passing linked tests",
                        t -> t.whole.row(Section.TESTS, "tst:f0").put("status", "failing")),
                broken(
                        "forbid_open_release_blocking_issues",
                        "Release-blocking issue remains open for boundary scope: iss:f0",
                        t -> t.whole.row(Section.ISSUES, "iss:f0").put("release_blocking", true)),
                broken(
                        "forbid_active_release_blocking_risks",
                        "Release-blocking risk remains active for boundary scope: rsk:f0",
                        t -> t.whole.row(Section.RISKS, "rsk:f0").put("release_blocking", true)));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void every_step_asks_for_the_same_things(String policy, String failure, Consumer<ReleaseGuardTest> breaking) {
        breaking.accept(this);

        for (ReleaseStep step : ReleaseStep.values()) {
            startAt(step);
            assertThat(report(step).failures()).as("%s", step).contains(failure).isSorted();
            assertThat(report(step).passed()).isFalse();
        }
        if (!policy.isEmpty()) {
            policy("certification", policy);
            assertThat(report(ReleaseStep.PUBLICATION).failures()).doesNotContain(failure);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CERTIFICATION, certified, require_release_status_draft_or_candidate, must be draft or candidate before certification; current status is certified",
        "PROMOTION, draft, require_release_status_certified, must be certified before promotion; current status is draft",
        "PUBLICATION, certified, require_release_status_promoted, must be promoted before publication; current status is certified"
    })
    void a_step_starts_where_the_one_before_ended(ReleaseStep step, String status, String policy, String failure) {
        release().put("status", status);

        assertThat(report(step).failures()).containsExactly("Release rel:f0 " + failure);

        policy(step.noun(), policy);
        assertThat(report(step).passed()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(ReleaseStep.class)
    void a_release_without_its_boundary_has_no_scope(ReleaseStep step) {
        release().putArray("boundary_ids").add("bnd:x").add("bnd:x");
        startAt(step);

        CertificationReport report = report(step);

        assertThat(report.failures()).containsExactly("Release rel:f0 references missing boundary bnd:x");
        assertThat(Json.tree(report).properties())
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly("release_id", "passed", "failures", "warnings", "claims", "evidence");
    }

    @Test
    void a_release_that_is_not_there_is_missing() {
        assertThat(new ReleaseGuard(whole.open(), ReleaseStep.PROMOTION)
                        .report("rel:x")
                        .failures())
                .containsExactly("Missing release rel:x");
    }

    @Test
    void a_release_that_names_no_other_boundaries_has_its_primary_one() {
        release().putArray("boundary_ids");

        assertThat(report(ReleaseStep.CERTIFICATION).passed()).isTrue();
        assertThat(Json.tree(report(ReleaseStep.CERTIFICATION))
                        .at("/boundary/ids/0")
                        .asText())
                .isEqualTo("bnd:f0");
    }

    private static Arguments broken(String policy, String failure, Consumer<ReleaseGuardTest> breaking) {
        return Arguments.of(policy, failure, breaking);
    }

    private void startAt(ReleaseStep step) {
        release()
                .put(
                        "status",
                        switch (step) {
                            case CERTIFICATION -> "candidate";
                            case PROMOTION -> "certified";
                            case PUBLICATION -> "promoted";
                        });
    }

    private void policy(String name, String rule) {
        ((ObjectNode) whole.document().get("guard_policies")).putObject(name).put(rule, false);
    }

    private CertificationReport report(ReleaseStep step) {
        return new ReleaseGuard(whole.open(), step).report("rel:f0");
    }

    private ObjectNode release() {
        return whole.row(Section.RELEASES, "rel:f0");
    }

    private ObjectNode boundary() {
        return whole.row(Section.BOUNDARIES, "bnd:f0");
    }

    private ObjectNode plan() {
        return (ObjectNode) whole.row(Section.FEATURES, "feat:f0").get("plan");
    }
}
