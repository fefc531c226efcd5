package dev.ssot.registry.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.support.WholeRegistry;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The second of two profiles holds the second feature and the first profile. */
class ProfileEvaluationTest {

    private final WholeRegistry whole = WholeRegistry.of(2);

    @Test
    void a_profile_holds_when_each_of_its_features_does() {
        ProfileEvaluation.Result result = result();

        assertThat(result.failures()).isEmpty();
        assertThat(result.passed()).isTrue();
        assertThat(result.resolvedFeatureIds()).containsExactly("feat:f1", "feat:f0");
        assertThat(result.checks()).containsEntry("has_features", true).containsEntry("all_features_passing", true);
        assertThat(result.featureResults().getFirst().satisfyingClaimIds()).containsExactly("clm:f1.t2");
        assertThat(result.featureResults().getFirst().checkedClaimIds())
                .containsExactly("clm:f1.t0", "clm:f1.t1", "clm:f1.t2");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken(
                        "Feature feat:f0 is not implemented",
                        whole -> whole.row(Section.FEATURES, "feat:f0").put("implementation_status", "partial")),
                broken(
                        "Feature feat:f1 requires feat:f0 to be passing: Required feature feat:f0 is not implemented",
                        whole -> whole.row(Section.FEATURES, "feat:f0").put("implementation_status", "partial")),
                broken(
                        "Feature feat:f1 does not have an active evidenced claim satisfying tier T3",
                        whole -> plan(whole).put("target_claim_tier", "T3")),
                broken(
                        "Feature feat:f1 does not have an active evidenced claim satisfying tier T2",
                        whole -> whole.row(Section.CLAIMS, "clm:f1.t2").put("status", "retired")),
                broken("Feature feat:f1 has no effective required claim tier", whole -> {
                    plan(whole).putNull("target_claim_tier");
                    whole.row(Section.PROFILES, "prf:f1").putNull("claim_tier");
                    whole.row(Section.FEATURES, "feat:f1").putArray("claim_ids");
                }),
                broken(
                        "Claim clm:f1.t2 does not pass claim guard",
                        whole -> whole.row(Section.CLAIMS, "clm:f1.t2").putArray("test_ids")),
                broken(
                        "Profile prf:f1 references missing feature feat:x",
                        whole -> add(whole, "feature_ids", "feat:x")),
                broken("Profile prf:f1 requires missing profile prf:x", whole -> add(whole, "profile_ids", "prf:x")),
                broken(
                        "Profile requirement cycle detected: prf:f1 -> prf:f0 -> prf:f1",
                        whole -> ((ArrayNode)
                                        whole.row(Section.PROFILES, "prf:f0").get("profile_ids"))
                                .add("prf:f1")),
                broken("Profile prf:f1 resolved to zero features", whole -> {
                    whole.row(Section.PROFILES, "prf:f1").putArray("profile_ids");
                    whole.row(Section.PROFILES, "prf:f1").putArray("feature_ids");
                }));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void what_does_not_hold_is_told(String failure, Consumer<WholeRegistry> breaking) {
        breaking.accept(whole);

        assertThat(result().failures()).contains(failure).isSorted();
        assertThat(result().passed()).isFalse();
    }

    @Test
    void a_feature_may_go_below_the_tier_of_its_profile_only_where_the_profile_lets_it() {
        whole.row(Section.PROFILES, "prf:f1").put("claim_tier", "T3");

        assertThat(result().featureResults().getFirst().requiredTier()).isEqualTo(Tier.T2);

        ((ObjectNode) whole.row(Section.PROFILES, "prf:f1").get("evaluation"))
                .put("allow_feature_override_tier", false);

        assertThat(result().featureResults().getFirst().requiredTier()).isEqualTo(Tier.T3);
        assertThat(result().passed()).isFalse();
    }

    private static Arguments broken(String failure, Consumer<WholeRegistry> breaking) {
        return Arguments.of(failure, breaking);
    }

    private static ObjectNode plan(WholeRegistry whole) {
        return (ObjectNode) whole.row(Section.FEATURES, "feat:f1").get("plan");
    }

    private static void add(WholeRegistry whole, String field, String id) {
        ((ArrayNode) whole.row(Section.PROFILES, "prf:f1").get(field)).add(id);
    }

    private ProfileEvaluation.Result result() {
        var registry = whole.open();
        return new ProfileEvaluation(registry)
                .evaluate(registry.find(Section.PROFILES, "prf:f1").orElseThrow());
    }
}
