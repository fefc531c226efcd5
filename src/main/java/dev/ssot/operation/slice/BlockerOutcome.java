package dev.ssot.operation.slice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.BlockedTransition;
import dev.ssot.campaign.BlockerRepair;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.operation.Report;
import dev.ssot.registry.json.Json;

/** What the repair of one blocked transition led to, as it is shown. */
record BlockerOutcome(ObjectNode json) {

    static BlockerOutcome alreadyResolved(BlockedTransition blocker) {
        return new BlockerOutcome(of(true, blocker).put("already_resolved", true));
    }

    /** The scaffold would break rules, or could not be written. */
    static BlockerOutcome failed(BlockedTransition blocker, ScaffoldWrite.Done done) {
        ObjectNode json = of(false, blocker);
        json.set("scaffold", done.summary());
        return new BlockerOutcome(json);
    }

    /** Resolves the blocker, unless somebody else has done so since the scaffold was asked for. */
    static BlockerOutcome repaired(
            ControlTransaction tx, BlockedTransition blocker, ScaffoldWrite write, ScaffoldWrite.Done done) {
        boolean wasOpen = BlockerRepair.find(tx, blocker.blockedId())
                .filter(BlockedTransition::isOpen)
                .isPresent();
        ObjectNode scaffold = ScaffoldWiring.resolved(tx, write, done);
        BlockedTransition now = BlockerRepair.find(tx, blocker.blockedId()).orElseThrow();
        ObjectNode json = of(true, now);
        json.set("scaffold", scaffold);
        if (wasOpen) {
            BlockerRepair.announce(tx, now, done.summary());
        } else {
            json.put("already_resolved", true);
        }
        return new BlockerOutcome(json);
    }

    Report report() {
        return new Report(json);
    }

    /** Without the validation reports, of which one answer for many repairs would hold as many. */
    BlockerOutcome brief() {
        if (json.path("scaffold") instanceof ObjectNode scaffold) {
            ScaffoldWrite.dropReports(scaffold);
        }
        return this;
    }

    private static ObjectNode of(boolean passed, BlockedTransition blocker) {
        ObjectNode json = Json.object().put("passed", passed);
        json.set("blocked_transition", Json.tree(blocker));
        return json;
    }
}
