package dev.ssot.operation.slice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.BlockedTransition;
import dev.ssot.campaign.BlockerRepair;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * {@code registry.scaffold}: makes the rows that a feature misses to prove a tier, then resolves the blockers that
 * waited for them. After a crash between the two, the same call makes nothing and resolves.
 */
public final class ScaffoldWiring implements UseCase<ScaffoldWiringRequest, Report> {

    @Override
    public Reply<Report> run(ScaffoldWiringRequest request, Context context) {
        Optional<Reply<Report>> before = context.recorded();
        if (before.isPresent()) {
            return before.get();
        }
        ScaffoldWrite write = new ScaffoldWrite(request.featureId(), request.targetTier());
        ScaffoldWrite.Done done = write.run(context, "scaffold_target_claim_wiring");
        if (done.refusal() != null) {
            return new Reply.Refused<>(done.refusal());
        }
        return done.passed()
                ? context.decide(tx -> Reply.answer(new Report(resolved(tx, write, done))))
                : Reply.answer(new Report(done.answer()));
    }

    /** The scaffold's answer with the blockers that it resolves. */
    static ObjectNode resolved(ControlTransaction tx, ScaffoldWrite write, ScaffoldWrite.Done done) {
        List<BlockedTransition> resolved = BlockerRepair.resolveMatching(tx, write.featureId(), write.tier());
        ObjectNode answer = done.answer().deepCopy();
        answer.set("resolved_blocked_transitions", Json.MAPPER.valueToTree(resolved));
        return answer.put("resolved_blocked_transition_count", resolved.size());
    }
}
