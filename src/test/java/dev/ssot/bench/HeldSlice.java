package dev.ssot.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;

/** Renews one lease again and again, as its holder does while it works, and gives it back at the end. */
final class HeldSlice implements Load.Step, AutoCloseable {

    private final Door door;
    private final ObjectNode holding;

    /** Claims the slice, and fails if there is none. */
    HeldSlice(Door door, String worker) {
        this.door = door;
        JsonNode lease = door.call(
                        "slice.claim",
                        Json.object()
                                .put("worker_id", worker)
                                .put("campaign_id", "renewals")
                                .put("target_tier", "T2")
                                .put("auto_scaffold", false)
                                .put("feature_limit", ClaimRound.WHOLE_REGISTRY))
                .path("lease");
        this.holding = Json.object()
                .put("worker_id", worker)
                .put("lease_id", lease.path("lease_id").asText())
                .put("fencing_token", lease.path("fencing_token").asLong());
    }

    @Override
    public Load.Sample take() {
        long begun = System.nanoTime();
        ObjectNode answer = door.call("slice.renew", holding.deepCopy());
        return new Load.Sample(System.nanoTime() - begun, answer.path("passed").asBoolean());
    }

    @Override
    public void close() {
        ObjectNode answer = door.call("slice.abandon", holding.deepCopy().put("reason", "measured"));
        if (!answer.path("passed").asBoolean()) {
            throw new AssertionError("cannot give back: " + answer);
        }
    }
}
