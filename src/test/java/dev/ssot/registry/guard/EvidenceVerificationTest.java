package dev.ssot.registry.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ssot.registry.Section;
import dev.ssot.support.WholeRegistry;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EvidenceVerificationTest {

    private final WholeRegistry whole = WholeRegistry.of(1);

    @Test
    void evidence_with_its_artifact_tests_and_tier_is_verified() {
        assertThat(report()).isEqualTo(new EvidenceReport("evd:f0", true, java.util.List.of()));
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(
                        "Evidence path does not exist: .ssot/evidence/f0.json",
                        whole -> whole.files().remove(".ssot/evidence/f0.json")),
                broken(
                        "Evidence evd:f0 status is collected, expected passed",
                        whole -> whole.row(Section.EVIDENCE, "evd:f0").put("status", "collected")),
                broken(
                        "Evidence evd:f0 linked test is not passing: tst:f0",
                        whole -> whole.row(Section.TESTS, "tst:f0").put("status", "failing")),
                broken("Evidence evd:f0 linked test is not passing: tst:x", whole -> add(whole, "test_ids", "tst:x")),
                broken("Evidence evd:f0 references missing claim clm:x", whole -> add(whole, "claim_ids", "clm:x")),
                broken(
                        "Evidence evd:f0 tier T2 is below linked claim tier T4 on clm:f0.t1",
                        whole -> whole.row(Section.CLAIMS, "clm:f0.t1").put("tier", "T4")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_does_not_hold_is_told(String failure, Consumer<WholeRegistry> breaking) {
        breaking.accept(whole);

        assertThat(report().failures()).containsExactly(failure);
        assertThat(report().passed()).isFalse();
    }

    private static Arguments broken(String failure, Consumer<WholeRegistry> breaking) {
        return Arguments.of(failure, breaking);
    }

    private static void add(WholeRegistry whole, String field, String id) {
        ((ArrayNode) whole.row(Section.EVIDENCE, "evd:f0").get(field)).add(id);
    }

    private EvidenceReport report() {
        var registry = whole.open();
        return new EvidenceVerification(registry, whole.files(), EvidenceProofs.NONE)
                .verify(registry.find(Section.EVIDENCE, "evd:f0").orElseThrow());
    }
}
