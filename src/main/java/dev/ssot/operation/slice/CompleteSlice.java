package dev.ssot.operation.slice;

import dev.ssot.campaign.Completion;
import dev.ssot.campaign.CompletionGuard;
import dev.ssot.campaign.CompletionReport;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.watch.WorktreeWatch;
import dev.ssot.registry.Registry;

/** {@code slice.complete}: judges a slice by its gate and, if it passes, ends the lease as done. */
public final class CompleteSlice implements UseCase<CompleteSliceRequest, CompleteSliceResult> {

    @Override
    public Reply<CompleteSliceResult> run(CompleteSliceRequest request, Context context) {
        return switch (ReportReading.of(request.result())) {
            case ReportReading.Malformed(String message) ->
                Reply.refused(
                        ErrorCode.INVALID_ARGUMENTS,
                        message,
                        "Send result as {\"changed_paths\": [..], \"tests_run\": [{\"exit_code\": 0}],"
                                + " \"evidence_paths\": [..]}.");
            case ReportReading.Read(CompletionReport report) -> {
                WorktreeWatch.lookAtReport(context.place(), request.ref(), report.changedPaths(), context.now());
                WorktreeWatch.look(context.place(), context.now());
                yield context.withRegistry(registry -> complete(request, report, registry, context));
            }
        };
    }

    private static Reply<CompleteSliceResult> complete(
            CompleteSliceRequest request, CompletionReport report, Registry registry, Context context) {
        String head = context.place().gitHead();
        return HeldLease.decide(context, request.ref(), (tx, lease) -> {
            if (report.requestedTier() != null && report.requestedTier() != lease.toTier()) {
                return Reply.refused(
                        ErrorCode.CONFLICT,
                        "requested_tier %s is not the tier of %s, which is %s"
                                .formatted(report.requestedTier(), lease.leaseId(), lease.toTier()),
                        "Leave requested_tier out; a slice is judged by the tier that it was leased for.");
            }
            Completion completion =
                    CompletionGuard.judge(registry, context.place().worktree(), lease, report, head);
            Lease ended = LeaseDecisions.complete(tx, lease, completion, request.result());
            return Reply.answer(new CompleteSliceResult(completion.passed(), LeaseView.withToken(ended), completion));
        });
    }
}
