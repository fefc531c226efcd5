package dev.ssot.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.boot.EngineUnderTest;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.Json;
import java.nio.file.Path;
import java.util.UUID;

/** Straight into the engine of this process. */
record EngineDoor(EngineUnderTest engine, Path root) implements Door {

    @Override
    public ObjectNode call(String operationId, ObjectNode arguments) {
        return switch (engine.call(
                new Call(operationId, root, arguments, UUID.randomUUID().toString()))) {
            case Outcome.Answered(ObjectNode result) -> result;
            case Outcome.Refused(Refusal refusal) -> refused(refusal);
        };
    }

    static ObjectNode refused(Refusal refusal) {
        return Json.object().put("code", refusal.code().text()).put("error", refusal.message());
    }

    /** Doors to one engine may all close it. */
    @Override
    public void close() {
        engine.close();
    }
}
