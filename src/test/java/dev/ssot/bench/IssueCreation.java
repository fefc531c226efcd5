package dev.ssot.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;

/** Creates one issue after the other, each with a title of its own and nothing linked. */
final class IssueCreation implements Load.Step {

    static final String OPERATION = "registry.entity.create";

    private final Door door;
    private final String name;
    private int created;

    /** @param name no other worker on the registry has it */
    IssueCreation(Door door, String name) {
        this.door = door;
        this.name = name;
    }

    @Override
    public Load.Sample take() {
        created++;
        ObjectNode arguments = Json.object().put("section", "issues");
        ObjectNode issue = arguments
                .putObject("entity")
                .put("id", "iss:bench.%s.%d".formatted(name, created))
                .put("title", "Benchmark %s %d".formatted(name, created))
                .put("status", "open")
                .put("severity", "low")
                .put("description", "Made to measure how long it takes.")
                .put("release_blocking", false);
        issue.putObject("plan").put("horizon", "backlog").putNull("slot");
        for (String links : new String[] {"feature_ids", "claim_ids", "test_ids", "evidence_ids", "risk_ids"}) {
            issue.putArray(links);
        }
        long begun = System.nanoTime();
        ObjectNode answer = door.call(OPERATION, arguments);
        return new Load.Sample(System.nanoTime() - begun, answer.path("passed").asBoolean());
    }
}
