package dev.ssot.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;

/**
 * A slice that a worker holds, which can be renewed again and again and is given back at the end.
 *
 * @param proof the three arguments by which its holder shows itself
 */
record HeldSlice(Door door, ObjectNode proof) implements Load.Step, AutoCloseable {

    /** The default would look at the first features only, which on a large registry are other ones than on a small. */
    private static final int WHOLE_REGISTRY = 100_000;

    /** Asks for a slice; the answer may be that there is none. */
    static ObjectNode claim(Door door, String worker) {
        return door.call(
                "slice.claim",
                Json.object()
                        .put("worker_id", worker)
                        .put("campaign_id", "benchmark")
                        .put("target_tier", "T2")
                        .put("auto_scaffold", false)
                        .put("feature_limit", WHOLE_REGISTRY));
    }

    static boolean isGrant(ObjectNode answer) {
        return answer.path("kind").asText().equals("lease_granted");
    }

    /** What was granted by the answer, which has to be a grant. */
    static HeldSlice of(Door door, ObjectNode answer) {
        if (!isGrant(answer)) {
            throw new AssertionError("no slice: " + answer);
        }
        JsonNode lease = answer.get("lease");
        return new HeldSlice(
                door,
                Json.object()
                        .put("worker_id", lease.path("worker_id").asText())
                        .put("lease_id", lease.path("lease_id").asText())
                        .put("fencing_token", lease.path("fencing_token").asLong()));
    }

    long token() {
        return proof.path("fencing_token").asLong();
    }

    /** Renews it. */
    @Override
    public Load.Sample take() {
        long begun = System.nanoTime();
        ObjectNode answer = door.call("slice.renew", proof.deepCopy());
        return new Load.Sample(System.nanoTime() - begun, answer.path("passed").asBoolean());
    }

    @Override
    public void close() {
        ObjectNode answer = door.call("slice.abandon", proof.deepCopy().put("reason", "next round"));
        if (!answer.path("passed").asBoolean()) {
            throw new AssertionError("cannot give back: " + answer);
        }
    }
}
