package dev.ssot.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;

/**
 * Why nothing was done.
 *
 * @param message what happened, with ids
 * @param next what to do now, as a sentence that an agent can act on
 */
public record Refusal(ErrorCode code, String message, String next) {

    /** As the result of a tool call. */
    public ObjectNode result() {
        return Json.object()
                .put("passed", false)
                .put("code", code.text())
                .put("error", message)
                .put("next", next);
    }
}
