package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.util.List;

/**
 * What validation found, each list sorted by code point and without repetitions.
 *
 * @param notices what stands and counts neither as failure nor as warning
 * @param summary {@code counts} by section and {@code profile_status}
 */
public record ValidationReport(
        boolean passed, List<String> failures, List<String> warnings, List<String> notices, ObjectNode summary) {

    /** As results carry it. */
    public ObjectNode json(String registryPath) {
        ObjectNode json = Json.object().put("passed", passed).put("registry_path", registryPath);
        json.set("failures", Json.MAPPER.valueToTree(failures));
        json.set("warnings", Json.MAPPER.valueToTree(warnings));
        json.set("notices", Json.MAPPER.valueToTree(notices));
        json.set("summary", summary);
        return json;
    }
}
