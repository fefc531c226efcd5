package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;

/** A broken promise, and what shows it. */
public record Violation(Invariant invariant, String message) {

    public ObjectNode json() {
        return Json.object().put("invariant", invariant.text()).put("message", message);
    }
}
