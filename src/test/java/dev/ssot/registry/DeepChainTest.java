package dev.ssot.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.guard.ClaimLineage;
import dev.ssot.registry.guard.FeatureRequirements;
import dev.ssot.registry.guard.ProfileEvaluation;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.validation.Validation;
import dev.ssot.support.MemoryFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chains of rows that are longer than the stack of a thread is deep. */
class DeepChainTest {

    private static final int LENGTH = 100_000;
    private static final String LAST = "%06d".formatted(LENGTH - 1);

    @Test
    void requirements() {
        Registry registry = chain("features", "feat:", "requires", false);

        List<String> failures =
                new FeatureRequirements(registry).failures(row(registry, Section.FEATURES, "feat:000000"));

        assertThat(failures)
                .hasSize(3 * (LENGTH - 1))
                .contains(
                        "Feature feat:000000 requires feat:000001 to be passing: Required feature feat:%s is not implemented"
                                .formatted(LAST));
    }

    @Test
    void requirements_in_a_circle() {
        Registry registry = chain("features", "feat:", "requires", true);

        assertThat(new FeatureRequirements(registry).failures(row(registry, Section.FEATURES, "feat:000000")))
                .filteredOn(failure -> failure.contains("cycle detected"))
                .singleElement()
                .asString()
                .endsWith("feat:%s -> feat:000000".formatted(LAST));
    }

    @Test
    void parents() {
        assertThat(cycles(chain("features", "feat:", "parent_feature_ids", false)))
                .isEmpty();
        assertThat(cycles(chain("features", "feat:", "parent_feature_ids", true)))
                .hasSize(1);
    }

    @Test
    void profiles() {
        Registry registry = chain("profiles", "prf:", "profile_ids", false);

        ProfileEvaluation.Result result =
                new ProfileEvaluation(registry).evaluate(row(registry, Section.PROFILES, "prf:000000"));

        assertThat(result.failures()).containsExactly("Profile prf:000000 resolved to zero features");
        assertThat(FeatureSets.ofProfiles(registry, List.of("prf:000000"))).isEmpty();
    }

    @Test
    void claims() {
        Registry registry = chain("claims", "clm:", "depends_on_claim_ids", false);

        ClaimLineage lineage = new ClaimLineage(registry);
        Row first = row(registry, Section.CLAIMS, "clm:000000");
        assertThat(lineage.dependsOn(first, "clm:" + LAST)).isTrue();
        assertThat(lineage.dependsOn(first, "clm:none")).isFalse();
        assertThat(Validation.full(registry, new MemoryFiles()).findings()).isNotEmpty();
    }

    private static List<String> cycles(Registry registry) {
        return Validation.full(registry, new MemoryFiles()).report().failures().stream()
                .filter(failure -> failure.startsWith("Feature parent cycle detected: "))
                .toList();
    }

    private static Row row(Registry registry, Section section, String id) {
        return registry.find(section, id).orElseThrow();
    }

    /** Each row names the next one; in a circle the last one names the first. */
    private static Registry chain(String section, String prefix, String field, boolean circle) {
        ObjectNode document = Json.object().put("schema_version", "0.7.0");
        ArrayNode rows = document.putArray(section);
        for (int i = 0; i < LENGTH; i++) {
            ArrayNode next =
                    rows.addObject().put("id", prefix + "%06d".formatted(i)).putArray(field);
            if (circle || i + 1 < LENGTH) {
                next.add(prefix + "%06d".formatted((i + 1) % LENGTH));
            }
        }
        byte[] bytes = CanonicalJson.write(document);
        return ((Registry.Opening.Opened) Registry.open(bytes, "test", "root")).registry();
    }
}
