package dev.ssot.registry.validation;

import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import dev.ssot.support.WholeRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands where, validation has findings and never breaks down. */
class MalformedRegistryTest {

    private static final int ROUNDS = 120;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 30})
    void values_of_any_type_at_any_place_are_findings_at_most(int replaced) {
        long seed = RandomGenerator.getDefault().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            WholeRegistry whole = WholeRegistry.of(3);
            for (int i = 0; i < replaced; i++) {
                replace(whole.document(), random);
            }
            whole.document().put("schema_version", "0.7.0");

            assertThatCode(() -> Validation.full(whole.open(), whole.files()).report())
                    .as("seed %d, round %d: %s", seed, round, whole.document())
                    .doesNotThrowAnyException();
        }
    }

    /** Walks down from the root and puts something else where it stops. */
    private static void replace(JsonNode root, Random random) {
        JsonNode holder = root;
        while (true) {
            List<JsonNode> inner = new ArrayList<>();
            holder.forEach(child -> {
                if (child.isContainerNode() && !child.isEmpty()) {
                    inner.add(child);
                }
            });
            if (inner.isEmpty() || random.nextInt(5) == 0) {
                break;
            }
            holder = inner.get(random.nextInt(inner.size()));
        }
        switch (holder) {
            case ArrayNode array when !array.isEmpty() -> array.set(random.nextInt(array.size()), anything(random));
            case ObjectNode object
            when !object.isEmpty() -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                object.set(names.get(random.nextInt(names.size())), anything(random));
            }
            default -> {}
        }
    }

    private static JsonNode anything(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> Json.MAPPER.nullNode();
            case 1 -> Json.MAPPER.valueToTree(true);
            case 2 -> Json.MAPPER.valueToTree(-7);
            case 3 -> Json.MAPPER.valueToTree(1.5);
            case 4 -> Json.MAPPER.valueToTree(new java.math.BigInteger("9".repeat(40)));
            case 5 -> Json.MAPPER.createArrayNode();
            case 6 -> Json.MAPPER.createArrayNode().addNull().add(1).add("x").add(Json.object());
            case 7 -> Json.object().put("id", "feat:f0");
            case 8 -> Json.MAPPER.valueToTree("");
            default -> Json.MAPPER.valueToTree("feat:f0\u0000..//");
        };
    }
}
