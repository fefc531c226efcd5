package dev.ssot.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;

/** Claims a slice, which is measured, and gives it back, which is not, so that work never runs out. */
final class ClaimRound implements Load.Step {

    /** The default would look at the first features only, which on a large registry are other ones than on a small. */
    static final int WHOLE_REGISTRY = 100_000;

    private final Door door;
    private final String worker;
    private final Tokens tokens;

    ClaimRound(Door door, String worker, Tokens tokens) {
        this.door = door;
        this.worker = worker;
        this.tokens = tokens;
    }

    @Override
    public Load.Sample take() {
        ObjectNode arguments = Json.object()
                .put("worker_id", worker)
                .put("campaign_id", "benchmark")
                .put("target_tier", "T2")
                .put("auto_scaffold", false)
                .put("feature_limit", WHOLE_REGISTRY);
        long begun = System.nanoTime();
        ObjectNode answer = door.call("slice.claim", arguments);
        long nanos = System.nanoTime() - begun;
        boolean granted = answer.path("kind").asText().equals("lease_granted");
        if (granted) {
            giveBack((ObjectNode) answer.get("lease"));
        }
        return new Load.Sample(nanos, granted);
    }

    private void giveBack(ObjectNode lease) {
        long token = lease.path("fencing_token").asLong();
        tokens.granted(token);
        ObjectNode answer = door.call(
                "slice.abandon",
                Json.object()
                        .put("worker_id", worker)
                        .put("lease_id", lease.path("lease_id").asText())
                        .put("fencing_token", token)
                        .put("reason", "next round"));
        if (!answer.path("passed").asBoolean()) {
            throw new AssertionError("cannot give back: " + answer);
        }
    }
}
