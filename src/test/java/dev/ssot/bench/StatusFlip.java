package dev.ssot.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;

/** Writes the registry again and again: the status of one test, each time another one. */
final class StatusFlip implements Load.Step {

    private final Door door;
    private final String testId;
    private boolean failing;

    StatusFlip(Door door, String testId) {
        this.door = door;
        this.testId = testId;
    }

    @Override
    public Load.Sample take() {
        failing = !failing;
        ObjectNode arguments = Json.object().put("section", "tests");
        arguments.putObject("entity").put("id", testId).put("status", failing ? "failing" : "skipped");
        long begun = System.nanoTime();
        ObjectNode answer = door.call("registry.entity.upsert", arguments);
        long nanos = System.nanoTime() - begun;
        return new Load.Sample(nanos, answer.path("passed").asBoolean());
    }
}
