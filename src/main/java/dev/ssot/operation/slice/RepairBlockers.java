package dev.ssot.operation.slice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.BlockedTransition;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** {@code blocker.repair_all}: repairs the open blockers of a scope, one after the other; a failing one stops no other. */
public final class RepairBlockers implements UseCase<RepairBlockersRequest, Report> {

    @Override
    public Reply<Report> run(RepairBlockersRequest request, Context context) {
        Optional<Reply<Report>> before = context.recorded();
        if (before.isPresent()) {
            return before.get();
        }
        List<BlockedTransition> open =
                context.read(view -> view.blockedTransitions(request.campaignId(), "open")).stream()
                        .filter(blocker -> request.featureIds() == null
                                || request.featureIds().contains(blocker.featureId()))
                        .toList();
        ArrayNode repaired = Json.MAPPER.createArrayNode();
        ArrayNode failed = Json.MAPPER.createArrayNode();
        for (BlockedTransition blocker : open.stream().limit(request.limit()).toList()) {
            ObjectNode outcome = repair(blocker, context).brief().json();
            (outcome.path("passed").asBoolean() ? repaired : failed).add(outcome);
        }
        ObjectNode answer = Json.object().put("passed", failed.isEmpty()).put("campaign_id", request.campaignId());
        answer.set(
                "feature_ids",
                Json.MAPPER.valueToTree(request.featureIds() == null ? null : new TreeSet<>(request.featureIds())));
        answer.put("considered_count", open.size())
                .put("repaired_count", repaired.size())
                .put("failed_count", failed.size());
        answer.set("repaired", repaired);
        answer.set("failed", failed);
        return context.decide(_ -> Reply.answer(new Report(answer)));
    }

    private static BlockerOutcome repair(BlockedTransition blocker, Context context) {
        ScaffoldWrite write = new ScaffoldWrite(blocker.featureId(), blocker.toTier());
        ScaffoldWrite.Done done = RepairBlocker.write(write, blocker, context);
        return done.passed()
                ? context.place()
                        .control()
                        .decide(context.now(), tx -> BlockerOutcome.repaired(tx, blocker, write, done))
                : BlockerOutcome.failed(blocker, done);
    }
}
