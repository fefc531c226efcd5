package dev.ssot.registry.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.support.WholeRegistry;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The second of two proved features requires the first. */
class ClaimClosureTest {

    private final WholeRegistry whole = WholeRegistry.of(2);

    @Test
    void a_claim_that_rests_on_finished_work_may_be_certified() {
        ClaimReport report = report("clm:f1.t2");

        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.recommendedStatus()).isEqualTo("certified");
        assertThat(report.checks())
                .containsOnlyKeys(
                        "implemented_features",
                        "tests_passing",
                        "evidence_passing",
                        "no_failed_or_stale_evidence",
                        "evidence_tier_alignment",
                        "feature_target_alignment",
                        "required_features_passing")
                .allSatisfy((_, holds) -> assertThat(holds).isTrue());
    }

    @ParameterizedTest
    @CsvSource({"certified", "promoted", "published"})
    void a_claim_that_is_beyond_keeps_its_status(String status) {
        claim().put("status", status);

        assertThat(report("clm:f1.t2").recommendedStatus()).isEqualTo(status);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(
                        "implemented_features",
                        "require_implemented_features",
                        "requires implemented linked features",
                        t -> t.row(Section.FEATURES, "feat:f1").put("implementation_status", "partial")),
                broken(
                        "implemented_features",
                        "require_implemented_features",
                        "requires implemented linked features",
                        t -> t.claim().putArray("feature_ids")),
                broken(
                        "tests_passing",
                        "require_linked_tests_passing",
                        "requires all linked tests to be passing",
                        t -> t.row(Section.TESTS, "tst:f1").put("status", "skipped")),
                broken(
                        "tests_passing",
                        "require_linked_tests_passing",
                        "requires all linked tests to be passing",
                        t -> t.claim().putArray("test_ids")),
                broken(
                        "evidence_passing",
                        "require_linked_evidence_passing",
                        "requires all linked evidence rows to be passed",
                        t -> t.row(Section.EVIDENCE, "evd:f1").put("status", "collected")),
                broken(
                        "no_failed_or_stale_evidence",
                        "forbid_failed_or_stale_evidence",
                        "has linked evidence rows in failed or stale status",
                        t -> t.row(Section.EVIDENCE, "evd:f1").put("status", "stale")),
                broken(
                        "evidence_tier_alignment",
                        "require_claim_evidence_tier_alignment",
                        "requires passed linked evidence at or above claim tier T2",
                        t -> t.row(Section.EVIDENCE, "evd:f1").put("tier", "T1")),
                broken(
                        "feature_target_alignment",
                        "",
                        "tier T2 is below feature target tier T3 on feat:f1",
                        t -> ((ObjectNode) t.row(Section.FEATURES, "feat:f1").get("plan"))
                                .put("target_claim_tier", "T3")),
                broken(
                        "required_features_passing",
                        "",
                        "linked feature requirement failure: Feature feat:f1 requires feat:f0 to be passing: Required feature feat:f0 is not implemented",
                        t -> t.row(Section.FEATURES, "feat:f0").put("implementation_status", "partial")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void one_thing_that_is_not_finished_fails_its_check(
            String check, String policy, String failure, Consumer<ClaimClosureTest> breaking) {
        breaking.accept(this);

        ClaimReport report = report("clm:f1.t2");

        assertThat(report.passed()).isFalse();
        assertThat(report.failures()).contains("Claim clm:f1.t2 " + failure);
        assertThat(report.checks()).containsEntry(check, false);
        assertThat(report.recommendedStatus()).isEqualTo("evidenced");
        if (!policy.isEmpty()) {
            ((ObjectNode) whole.document().get("guard_policies"))
                    .putObject("claim_closure")
                    .put(policy, false);
            assertThat(report("clm:f1.t2").checks()).doesNotContainKey(check);
            assertThat(report("clm:f1.t2").failures()).doesNotContain("Claim clm:f1.t2 " + failure);
        }
    }

    @Test
    void a_lower_claim_closes_when_a_proved_one_at_the_target_rests_on_it() {
        assertThat(report("clm:f1.t0").passed())
                .as("clm:f1.t2 depends on it through clm:f1.t1")
                .isTrue();

        claim().put("status", "asserted");

        assertThat(report("clm:f1.t0").failures())
                .containsExactly("Claim clm:f1.t0 tier T0 is below feature target tier T2 on feat:f1");
    }

    private static Arguments broken(String check, String policy, String failure, Consumer<ClaimClosureTest> breaking) {
        return Arguments.of(check, policy, failure, breaking);
    }

    private ClaimReport report(String claimId) {
        var registry = whole.open();
        return new ClaimClosure(registry)
                .evaluate(registry.find(Section.CLAIMS, claimId).orElseThrow());
    }

    private ObjectNode claim() {
        return row(Section.CLAIMS, "clm:f1.t2");
    }

    private ObjectNode row(Section section, String id) {
        return whole.row(section, id);
    }
}
