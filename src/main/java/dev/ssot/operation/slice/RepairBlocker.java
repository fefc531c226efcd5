package dev.ssot.operation.slice;

import dev.ssot.campaign.BlockedTransition;
import dev.ssot.campaign.BlockerRepair;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import java.util.Optional;

/** {@code blocker.repair}: makes the rows that a blocked transition misses and resolves it. */
public final class RepairBlocker implements UseCase<RepairBlockerRequest, Report> {

    private static final String TOOL = "repair_blocked_transition";

    @Override
    public Reply<Report> run(RepairBlockerRequest request, Context context) {
        Optional<Reply<Report>> before = context.recorded();
        if (before.isPresent()) {
            return before.get();
        }
        Optional<BlockedTransition> found = context.read(view -> BlockerRepair.find(view, request.blockedId()));
        if (found.isEmpty()) {
            return Reply.refused(
                    ErrorCode.NOT_FOUND,
                    "unknown blocked transition: " + request.blockedId(),
                    "Use a blocked_id that get_blocked_transitions lists.");
        }
        BlockedTransition blocker = found.get();
        if (!blocker.isOpen()) {
            return context.decide(
                    _ -> Reply.answer(BlockerOutcome.alreadyResolved(blocker).report()));
        }
        ScaffoldWrite write = new ScaffoldWrite(blocker.featureId(), blocker.toTier());
        ScaffoldWrite.Done done = write(write, blocker, context);
        if (done.refusal() != null) {
            return new Reply.Refused<>(done.refusal());
        }
        return done.passed()
                ? context.decide(tx -> Reply.answer(
                        BlockerOutcome.repaired(tx, blocker, write, done).report()))
                : Reply.answer(BlockerOutcome.failed(blocker, done).report());
    }

    /** Rows do not help a blocker that is about lease roots; to make them would only hide it until the next claim. */
    static ScaffoldWrite.Done write(ScaffoldWrite write, BlockedTransition blocker, Context context) {
        return blocker.isMendedByScaffold()
                ? write.run(context, TOOL)
                : write.refused(new Refusal(
                        ErrorCode.CONFLICT,
                        "blocked transition %s is about the lease roots of %s: %s"
                                .formatted(
                                        blocker.blockedId(),
                                        blocker.featureId(),
                                        String.join("; ", blocker.failures())),
                        "Ask an operator to correct the roots of the feature; the next claim resolves the blocker."));
    }
}
