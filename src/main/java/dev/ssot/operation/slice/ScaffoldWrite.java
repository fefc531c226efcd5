package dev.ssot.operation.slice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RegistryWrite;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.registry.Tier;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.SliceScaffold;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the scaffold of one feature and tier into the registry, as a step of a larger call. */
record ScaffoldWrite(String featureId, Tier tier) {

    /**
     * What came of it.
     *
     * @param answer ids, rows created and validation; of a refused scaffold only feature and tier
     * @param refusal why nothing could be decided; a scaffold that would break rules is no refusal but has not passed
     */
    record Done(ObjectNode answer, @Nullable Refusal refusal) {

        boolean passed() {
            return answer.path("passed").asBoolean();
        }

        /** Whether the registry or a file is different now. */
        boolean madeSomething() {
            return passed() && answer.path("created").valueStream().anyMatch(list -> !list.isEmpty());
        }

        /** Without the validation reports, which are large and the same for all. */
        ObjectNode summary() {
            ObjectNode summary = dropReports(answer.deepCopy());
            if (refusal != null) {
                summary.put("code", refusal.code().text()).put("message", refusal.message());
            }
            return summary;
        }
    }

    Done run(Context context, String tool) {
        RegistryWrite write = new RegistryWrite(
                new SliceScaffold(featureId, tier),
                null,
                _ -> Json.object()
                        .put("source", "ssot-mcp")
                        .put("tool", tool)
                        .put("feature_id", featureId)
                        .put("target_tier", tier.name()));
        Reply<Report> reply = write.run(context.step());
        return switch (reply) {
            case Reply.Answer<Report>(Report report, boolean _) -> new Done(complete(report.json()), null);
            case Reply.Recorded<Report>(ObjectNode answer) -> new Done(complete(answer.deepCopy()), null);
            case Reply.Refused<Report>(Refusal refusal) -> refused(refusal);
        };
    }

    Done refused(Refusal refusal) {
        return new Done(
                Json.object().put("passed", false).put("feature_id", featureId).put("target_tier", tier.name()),
                refusal);
    }

    static ObjectNode dropReports(ObjectNode answer) {
        return answer.remove(List.of("registry_path", "validation", "baseline_validation", "automation"));
    }

    private static ObjectNode complete(ObjectNode answer) {
        if (!answer.has("baseline_validation")) {
            // Nothing was missing, so the registry is as it was.
            JsonNode validation = answer.path("validation");
            answer.set("validation_clean", validation.path("passed"));
            answer.set("baseline_validation", validation);
            answer.putArray("new_validation_failures");
        }
        if (!answer.path("passed").asBoolean()) {
            List.of("claims", "tests", "evidence", "files").forEach(answer.putObject("created")::putArray);
        }
        return answer;
    }
}
