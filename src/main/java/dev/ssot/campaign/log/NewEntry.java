package dev.ssot.campaign.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be told in the log.
 *
 * @param agentId the worker, or who else did it
 * @param kind the id of the operation that changed registry or files; for a decision on leases the kind of its event
 * @param touched rows as {@code features.feat:a}, files as {@code file:docs/a.md}, leases, workers and campaigns
 * @param target number of the entry that this one undoes or redoes
 * @param undo what undoing it takes, as canonical JSON, which keeps every number as it is; null when nothing is kept
 */
public record NewEntry(
        String agentId,
        String kind,
        String description,
        List<String> touched,
        ObjectNode detail,
        @Nullable Long target,
        @Nullable String undo) {

    /** How files are named among what was touched. */
    public static final String FILE = "file:";

    /** Of a change about which more is known now. */
    public NewEntry with(ObjectNode fullDetail) {
        return new NewEntry(agentId, kind, description, touched, fullDetail, target, undo);
    }

    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("agent_id", agentId)
                .put("kind", kind)
                .put("description", description)
                .put("target", target);
        touched.forEach(json.putArray("touched")::add);
        json.set("detail", detail);
        return json.put("undo", undo);
    }

    public static NewEntry of(JsonNode json) {
        List<String> touched = new ArrayList<>();
        json.path("touched").forEach(one -> touched.add(one.asText()));
        return new NewEntry(
                json.path("agent_id").asText(),
                json.path("kind").asText(),
                json.path("description").asText(),
                touched,
                json.path("detail") instanceof ObjectNode detail ? detail : Json.object(),
                json.hasNonNull("target") ? json.get("target").asLong() : null,
                json.path("undo").textValue());
    }
}
