package dev.ssot.operation.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The row as it is now and as it was, and what was checked of the change. */
public record EntityUpsertResult(
        boolean passed,
        String registryPath,
        String section,
        ObjectNode entity,
        ObjectNode previousEntity,
        Validation validation,
        Automation automation) {

    /** @param scope {@code status}: the rules for a status were checked, the rest of the registry was not touched */
    public record Validation(boolean passed, String scope, List<String> failures, List<String> warnings) {}

    /** What runs after a mutation; nothing yet, and the result says so. */
    public record Automation(boolean passed, boolean skipped, String reason) {}
}
