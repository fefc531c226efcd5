package dev.ssot.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.BlockedTransition;
import dev.ssot.campaign.Campaign;
import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.campaign.Snapshot;
import dev.ssot.campaign.log.NewEntry;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one decision has changed so far. However much it is, the log gets one entry, so that a claim costs one hash. */
final class DecisionNotes {

    /** Writes of the registry have entries of their own; the others tell what was seen, and change nothing. */
    private static final Set<Kind> NO_CHANGE =
            EnumSet.of(Kind.REGISTRY_UPDATED, Kind.WORKTREE_CHANGED, Kind.CLOCK_WENT_BACK);

    private static final Set<Kind> BY_OPERATOR =
            EnumSet.of(Kind.WORKER_PAUSED, Kind.WORKER_RESUMED, Kind.WORKER_RETIRED);

    private static final String SYSTEM = "ssot";

    private final ArrayNode changes = Json.MAPPER.createArrayNode();
    private final Set<String> touched = new LinkedHashSet<>();
    private String kind = "";
    private String agent = SYSTEM;

    void event(NewEvent event) {
        if (NO_CHANGE.contains(event.kind())) {
            return;
        }
        String feature = event.payload().path("feature_id").textValue();
        touch("", event.leaseId());
        touch(Section.FEATURES.key() + ".", feature);
        touch("campaign:", event.campaignId());
        touch("worker:", event.workerId());
        ObjectNode change = changes.addObject().put("kind", event.kind().text());
        change.put("campaign_id", event.campaignId());
        change.put("worker_id", event.workerId());
        change.put("lease_id", event.leaseId());
        event.payload().properties().stream()
                .filter(field -> isFact(field.getValue()))
                .forEach(field -> change.set(field.getKey(), field.getValue()));
        kind = event.kind().text();
        agent = agent(event);
    }

    void created(Campaign campaign) {
        touch("campaign:", campaign.campaignId());
        note("campaign_created")
                .put("campaign_id", campaign.campaignId())
                .put("target_tier", campaign.targetTier().name());
    }

    void taken(Snapshot snapshot) {
        touch("snapshot:", snapshot.id());
        note("snapshot_taken").put("snapshot_id", snapshot.id()).put("manifest_sha256", snapshot.manifestSha256());
        agent = snapshot.agentId();
    }

    void dropped(long snapshot) {
        touch("snapshot:", Snapshot.id(snapshot));
        note("snapshot_dropped").put("snapshot_id", Snapshot.id(snapshot));
    }

    void workspace(String what, String agentId) {
        touch("workspace:", agentId);
        note(what).put("agent_id", agentId);
        agent = agentId;
    }

    void resolved(BlockedTransition blocked) {
        touch("", blocked.blockedId());
        note("blocker_resolved").put("blocked_id", blocked.blockedId()).put("reason", blocked.reason());
    }

    private ObjectNode note(String what) {
        kind = what;
        return changes.addObject().put("kind", what);
    }

    /** The entry of the log; empty when nothing was changed. */
    Optional<NewEntry> entry() {
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>(touched);
        ObjectNode detail = Json.object();
        detail.set("changes", changes);
        String description = "%s: %s".formatted(kind.replace('_', ' '), String.join(", ", keys));
        return Optional.of(new NewEntry(agent, kind, description, keys, detail, null, null));
    }

    private static String agent(NewEvent event) {
        if (event.kind() == Kind.LEASE_EXPIRED) {
            return SYSTEM;
        }
        if (BY_OPERATOR.contains(event.kind())) {
            return "operator";
        }
        JsonNode decider = event.payload().path("resolved_by");
        decider = decider.isTextual() ? decider : event.payload().path("operator");
        String who = decider.isTextual() ? decider.textValue() : event.workerId();
        return who == null ? SYSTEM : who;
    }

    private void touch(String prefix, @Nullable String id) {
        if (id != null) {
            touched.add(prefix + id);
        }
    }

    /** What the event says in a value or a list of them; whole objects stand in the tables. */
    private static boolean isFact(JsonNode value) {
        return value.isValueNode() || (value.isArray() && value.valueStream().allMatch(JsonNode::isValueNode));
    }
}
