package dev.ssot.registry.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.support.RegistryGenerator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TierGateTest {

    private final ObjectNode document = RegistryGenerator.skeleton();
    private final Set<String> files = new HashSet<>(Set.of("e.json"));
    private final ObjectNode claim = row("claims", "clm:a").put("tier", "T4").put("status", "asserted");
    private final ObjectNode test = row("tests", "tst:a").put("status", "passing");
    private final ObjectNode evidence = row("evidence", "evd:a");

    /** A claim that passes T4; each case below breaks one thing. */
    TierGateTest() {
        claim.putArray("test_ids").add("tst:a");
        claim.putArray("evidence_ids").add("evd:a");
        claim.putArray("feature_ids");
        evidence.put("status", "passed").put("tier", "T4").put("path", "e.json");
        evidence.putArray("robustness_dimensions").add("unknown").add("fuzz");
        evidence.putArray("source_evidence_ids").add("evd:other");
        evidence.putObject("release_context")
                .put("release_id", "rel:1")
                .put("boundary_id", "bnd:1")
                .put("verification_report_result", "certified")
                .put("blocking_issue_result", "clear");
        evidence.putObject("external_source")
                .put("name", "Lab")
                .put("report_id", "7")
                .put("authorship_control", "independent lab");
        evidence.put("validation_mode", "external-run")
                .put("validation_scope", "all")
                .put("result", "attested");
    }

    @Test
    void everything_in_place_opens_every_gate() {
        GateReport report = evaluate(Tier.T4);

        assertThat(report.failures()).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.approvedTier()).isEqualTo(Tier.T4);
        assertThat(report.checks()).containsKeys("t0_gate", "t1_gate", "t2_gate", "t3_gate", "t4_gate");
    }

    @Test
    void t0_needs_nothing_and_looks_at_nothing() {
        claim.putArray("test_ids");

        assertThat(evaluate(Tier.T0).passed()).isTrue();
        assertThat(evaluate(Tier.T0).checks()).containsOnlyKeys("t0_gate");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(Tier.T0, "linked tests to be passing", t -> t.test.put("status", "failing")),
                broken(Tier.T0, "linked tests to be passing", t -> t.claim.putArray("test_ids")),
                broken(Tier.T0, "linked tests to be passing", t -> ((ArrayNode) t.claim.get("test_ids")).add("tst:x")),
                broken(Tier.T0, "passed linked evidence at or above T1", t -> t.evidence.put("status", "collected")),
                broken(Tier.T0, "evidence artifact paths to exist", t -> t.files.clear()),
                broken(Tier.T1, "passed linked evidence at or above T2", t -> t.evidence.put("tier", "T1")),
                broken(
                        Tier.T1,
                        "declared robustness dimensions",
                        t -> t.evidence.putArray("robustness_dimensions").add("x")),
                broken(Tier.T1, "source T1 evidence links", t -> t.evidence.putArray("source_evidence_ids")),
                broken(Tier.T2, "release context", t -> context(t).remove("release_id")),
                broken(Tier.T2, "boundary context", t -> context(t).remove("boundary_id")),
                broken(
                        Tier.T2,
                        "a passing release certification guard",
                        t -> context(t).put("verification_report_result", "no")),
                broken(
                        Tier.T2,
                        "a passing release certification guard",
                        t -> context(t).put("blocking_issue_result", "open")),
                broken(
                        Tier.T3,
                        "external source identity and version/artifact/report",
                        t -> source(t).remove("report_id")),
                broken(Tier.T3, "external validation authority", t -> source(t).put("authorship_control", " Self ")),
                broken(
                        Tier.T3,
                        "an accepted external validation mode",
                        t -> t.evidence.put("validation_mode", "internal")),
                broken(Tier.T3, "validation scope", t -> t.evidence.put("validation_scope", "")),
                broken(Tier.T3, "an accepted external validation result", t -> t.evidence.put("result", "maybe")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void one_broken_thing_closes_its_gate_and_those_above(
            Tier approved, String failure, Consumer<TierGateTest> broken) {
        broken.accept(this);

        GateReport report = evaluate(Tier.T4);

        assertThat(report.passed()).isFalse();
        assertThat(report.approvedTier()).isEqualTo(approved);
        assertThat(report.failures()).anySatisfy(found -> assertThat(found).endsWith("gate requires " + failure));
        assertThat(report.failures()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void only_failures_up_to_the_requested_tier_are_told() {
        evidence.put("validation_scope", "");

        assertThat(evaluate(Tier.T3).failures()).isEmpty();
        assertThat(evaluate(Tier.T3).passed()).isTrue();
    }

    @Test
    void a_policy_lets_t4_skip_t3() {
        context(this).remove("release_id");
        ((ObjectNode) document.get("guard_policies"))
                .putObject("claim_tier_gates")
                .putObject("t4")
                .put("require_t3", false);

        assertThat(evaluate(Tier.T4).passed()).isTrue();

        evidence.putArray("source_evidence_ids");
        assertThat(evaluate(Tier.T4).passed()).isFalse();
        assertThat(evaluate(Tier.T4).approvedTier()).as("T2 is not skipped").isEqualTo(Tier.T1);
        assertThat(evaluate(Tier.T4).checks()).containsEntry("t2_gate", false).containsEntry("t3_gate", true);
    }

    /** Without a report in the context, the release itself has to pass its certification guard. */
    @Test
    void a_release_that_could_be_certified_stands_in_for_its_report() {
        context(this).remove("verification_report_result");
        ObjectNode release = row("releases", "rel:1").put("status", "draft").put("boundary_id", "bnd:1");
        release.putArray("claim_ids").add("clm:a");
        release.putArray("evidence_ids").add("evd:a");
        ObjectNode boundary = row("boundaries", "bnd:1").put("frozen", true);
        boundary.putArray("feature_ids").add("feat:a");
        ObjectNode feature = row("features", "feat:a").put("implementation_status", "implemented");
        feature.putObject("plan").put("horizon", "current").put("target_claim_tier", "T4");
        claim.putArray("feature_ids").add("feat:a");
        evidence.putArray("test_ids").add("tst:a");

        assertThat(evaluate(Tier.T3).failures()).isEmpty();

        boundary.put("frozen", false);
        assertThat(evaluate(Tier.T3).passed()).isFalse();
        boundary.put("frozen", true);
        ObjectNode issue = row("issues", "iss:1").put("release_blocking", true).put("status", "open");
        issue.putArray("feature_ids").add("feat:a");
        assertThat(evaluate(Tier.T3).passed()).isFalse();
        issue.put("status", "closed");
        feature.putArray("requires").add("feat:missing");
        assertThat(evaluate(Tier.T3).passed()).isFalse();
    }

    private GateReport evaluate(Tier requested) {
        Registry registry = ((Registry.Opening.Opened)
                        Registry.open(CanonicalJson.write(document), "registry.json", "/repo"))
                .registry();
        return new TierGate(registry, files::contains)
                .evaluate(registry.find(Section.CLAIMS, "clm:a").orElseThrow(), requested);
    }

    private static Arguments broken(Tier approved, String failure, Consumer<TierGateTest> broken) {
        return Arguments.of(approved, failure, broken);
    }

    private static ObjectNode context(TierGateTest test) {
        return (ObjectNode) test.evidence.get("release_context");
    }

    private static ObjectNode source(TierGateTest test) {
        return (ObjectNode) test.evidence.get("external_source");
    }

    private ObjectNode row(String section, String id) {
        return ((ArrayNode) document.get(section)).addObject().put("id", id);
    }
}
