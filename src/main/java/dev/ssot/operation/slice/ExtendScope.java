package dev.ssot.operation.slice;

import dev.ssot.campaign.Lease;
import dev.ssot.campaign.ScopeExtension;
import dev.ssot.campaign.ScopeExtension.Extending;
import dev.ssot.campaign.ScopeExtension.HeldRoots;
import dev.ssot.campaign.ScopeExtension.Requested;
import dev.ssot.campaign.Worktree;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.completion.Baselines;
import java.util.List;

/** {@code slice.extend_scope}: adds paths to a lease, or records who stands in the way. */
public final class ExtendScope implements UseCase<ExtendScopeRequest, ExtendScopeResult> {

    @Override
    public Reply<ExtendScopeResult> run(ExtendScopeRequest request, Context context) {
        Worktree worktree = context.place().worktree();
        return switch (ScopeExtension.requested(worktree, request.paths())) {
            case Requested.Invalid(List<String> failures) ->
                Reply.refused(
                        ErrorCode.INVALID_ARGUMENTS,
                        "paths: " + String.join("; ", failures),
                        "Name files or folders inside the repository, apart from .git and the control files of .ssot.");
            case Requested.Roots(List<String> roots) -> withBaseline(request, extend(request, roots, context), context);
        };
    }

    private static Reply<ExtendScopeResult> extend(ExtendScopeRequest request, List<String> roots, Context context) {
        return HeldLease.decide(
                context,
                request.ref(),
                (tx, lease) -> Reply.answer(answer(
                        lease,
                        ScopeExtension.extend(
                                tx,
                                lease,
                                tx.openLeases(),
                                roots,
                                context.place().worktree().ignoresCase()))));
    }

    /** What the new roots held is kept before the holder may touch them. */
    private static Reply<ExtendScopeResult> withBaseline(
            ExtendScopeRequest request, Reply<ExtendScopeResult> reply, Context context) {
        return reply instanceof Reply.Refused
                ? reply
                : Baselines.take(context, request.leaseId())
                        .<Reply<ExtendScopeResult>>map(Reply.Refused::new)
                        .orElse(reply);
    }

    private static ExtendScopeResult answer(Lease lease, Extending extending) {
        return switch (extending) {
            case Extending.Granted(Lease extended, List<String> added) -> ExtendScopeResult.extended(extended, added);
            case Extending.Held(List<HeldRoots> by) -> ExtendScopeResult.held(lease, by);
        };
    }
}
