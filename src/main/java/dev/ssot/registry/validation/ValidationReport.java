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

    /** How many warnings and notices the answer of a change shows. */
    private static final int SHOWN = 20;

    /** The whole report. */
    public ObjectNode json(String registryPath) {
        return json(registryPath, warnings, notices);
    }

    /** As the answer of a change carries it: of warnings and notices the first ones, and how many there are. */
    public ObjectNode brief(String registryPath) {
        return json(registryPath, first(warnings), first(notices))
                .put("warning_count", warnings.size())
                .put("notice_count", notices.size());
    }

    private ObjectNode json(String registryPath, List<String> shownWarnings, List<String> shownNotices) {
        ObjectNode json = Json.object().put("passed", passed).put("registry_path", registryPath);
        json.set("failures", Json.MAPPER.valueToTree(failures));
        json.set("warnings", Json.MAPPER.valueToTree(shownWarnings));
        json.set("notices", Json.MAPPER.valueToTree(shownNotices));
        json.set("summary", summary);
        return json;
    }

    private static List<String> first(List<String> all) {
        return all.subList(0, Math.min(SHOWN, all.size()));
    }
}
