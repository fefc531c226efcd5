package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.registry.Tier;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Optional;

/** What the registry's repair means for the transitions that waited for it. Each method is a part of one transaction. */
public final class BlockerRepair {

    private static final String REASON = "registry_scaffolded";

    private BlockerRepair() {}

    public static Optional<BlockedTransition> find(ControlView view, String blockedId) {
        return view.blockedTransitions(null, null).stream()
                .filter(blocker -> blocker.blockedId().equals(blockedId))
                .findFirst();
    }

    /** Resolves the open blockers of every campaign that wait for this tier of the feature. */
    public static List<BlockedTransition> resolveMatching(ControlTransaction tx, String featureId, Tier toTier) {
        return tx.blockedTransitions(null, "open").stream()
                .filter(blocker -> blocker.featureId().equals(featureId) && blocker.toTier() == toTier)
                .filter(BlockedTransition::isMendedByScaffold)
                .map(blocker -> tx.resolve(blocker, REASON))
                .toList();
    }

    /** @param scaffold what was made, as the event tells it */
    public static void announce(ControlTransaction tx, BlockedTransition repaired, ObjectNode scaffold) {
        ObjectNode payload = Json.object();
        payload.set("blocked_transition", Json.tree(repaired));
        payload.set("scaffold", scaffold);
        tx.emit(new NewEvent(
                Kind.MATURATION_TRANSITION_REPAIRED,
                repaired.campaignId(),
                null,
                null,
                Action.WORK_MAY_BE_AVAILABLE,
                payload));
    }
}
