package dev.ssot.operation.slice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Completion;
import dev.ssot.campaign.CompletionReport;
import dev.ssot.campaign.Holding;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseDecisions;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.RegistryWrite;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.completion.SliceGate;
import dev.ssot.operation.completion.SliceGate.Judgement;
import dev.ssot.operation.watch.WorktreeWatch;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.RegistryMutation;
import dev.ssot.registry.sync.ProveSlice;
import dev.ssot.workspace.Failpoint;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code slice.complete}: judges a slice by its gate and, if it passes, brings its rows to what was proved and ends the
 * lease as done. The rows come first: after a crash between the two the slice is not offered again, and the worker who
 * asks again finds everything proved.
 */
public final class CompleteSlice implements UseCase<CompleteSliceRequest, CompleteSliceResult> {

    private static final String TOOL = "complete_slice";

    private final SliceGate gate;
    private final Supplier<String> reportIds;

    public CompleteSlice(SliceGate gate, Supplier<String> reportIds) {
        this.gate = gate;
        this.reportIds = reportIds;
    }

    @Override
    public Reply<CompleteSliceResult> run(CompleteSliceRequest request, Context context) {
        return switch (ReportReading.of(request.result())) {
            case ReportReading.Malformed(String message) ->
                Reply.refused(
                        ErrorCode.INVALID_ARGUMENTS,
                        message,
                        "Send result as {\"changed_paths\": [..], \"tests_run\": [{\"exit_code\": 0}],"
                                + " \"evidence_paths\": [..]}.");
            case ReportReading.Read(CompletionReport report) ->
                context.<CompleteSliceResult>recorded().orElseGet(() -> complete(request, report, context));
        };
    }

    private Reply<CompleteSliceResult> complete(
            CompleteSliceRequest request, CompletionReport report, Context context) {
        WorktreeWatch.lookAtReport(context.place(), request.ref(), report.changedPaths(), context.now());
        Supplier<Optional<WorktreeWatch.Seen>> look = () -> WorktreeWatch.look(context.place(), context.now());
        if (!(context.read(view -> Holding.of(view, request.ref())) instanceof Holding.Held(Lease lease))) {
            return HeldLease.decide(context, request.ref(), (_, _) -> changedMeanwhile(request.leaseId()));
        }
        if (report.requestedTier() != null && report.requestedTier() != lease.toTier()) {
            return Reply.refused(
                    ErrorCode.CONFLICT,
                    "requested_tier %s is not the tier of %s, which is %s"
                            .formatted(report.requestedTier(), lease.leaseId(), lease.toTier()),
                    "Leave requested_tier out; a slice is judged by the tier that it was leased for.");
        }
        return context.withRegistry(registry -> switch (gate.judge(lease, report, look, registry, context)) {
            case Judgement.Impossible impossible -> new Reply.Refused<>(impossible.refusal());
            case Judgement.Judged(Completion completion, ProveSlice proof, Registry judged) -> {
                Optional<Reply<CompleteSliceResult>> stopped =
                        completion.passed() ? prove(proof, request, judged, context) : Optional.empty();
                yield stopped.orElseGet(() -> decide(request, lease, completion, context));
            }
        });
    }

    /** Writes what was proved, if anything is new; answers why that could not be done. */
    private static Optional<Reply<CompleteSliceResult>> prove(
            ProveSlice proof, CompleteSliceRequest request, Registry registry, Context context) {
        if (proof.apply(registry, context.place().files()) instanceof RegistryMutation.Result.Unchanged) {
            return Optional.empty();
        }
        Reply<Report> written =
                new RegistryWrite(proof, null, request.ref(), answer -> event(request, answer)).run(context.step());
        Failpoint.SLICE_PROVED.pass();
        return written instanceof Reply.Refused<Report> refused
                ? Optional.of(new Reply.Refused<>(refused.refusal()))
                : Optional.empty();
    }

    private static ObjectNode event(CompleteSliceRequest request, ObjectNode answer) {
        ObjectNode event = Json.object()
                .put("source", "ssot-mcp")
                .put("tool", TOOL)
                .put("lease_id", request.leaseId())
                .put("feature_id", answer.path("feature_id").asText());
        event.set("changes", answer.path("changes"));
        return event;
    }

    private Reply<CompleteSliceResult> decide(
            CompleteSliceRequest request, Lease judged, Completion completion, Context context) {
        String reportId = reportIds.get();
        return HeldLease.decide(context, request.ref(), (tx, lease) -> {
            if (!lease.pathRoots().equals(judged.pathRoots())) {
                return changedMeanwhile(lease.leaseId());
            }
            Lease ended = LeaseDecisions.complete(tx, lease, completion, request.result(), reportId);
            return Reply.answer(new CompleteSliceResult(
                    completion.passed(), completion.outcome(), reportId, LeaseView.withToken(ended), completion));
        });
    }

    private static Reply<CompleteSliceResult> changedMeanwhile(String leaseId) {
        return Reply.refused(
                ErrorCode.CONFLICT, leaseId + " changed while its work was judged", "Call complete_slice again.");
    }
}
