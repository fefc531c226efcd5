package dev.ssot.operation.completion;

import dev.ssot.campaign.GateRecords;
import dev.ssot.operation.Context;
import dev.ssot.operation.HeldLease;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;

/** {@code gate.report}: how the work of a lease was judged, by which level and on what. */
public final class GateReports implements UseCase<GateReportRequest, GateReportResult> {

    @Override
    public Reply<GateReportResult> run(GateReportRequest request, Context context) {
        return context.read(view -> {
            if (view.lease(request.leaseId()).isEmpty()) {
                return new Reply.Refused<>(HeldLease.unknown(request.leaseId()));
            }
            GateRecords gates = view.gates();
            return Reply.answer(new GateReportResult(
                    true,
                    request.leaseId(),
                    gates.override(request.leaseId()).orElse(null),
                    gates.reports(request.leaseId())));
        });
    }
}
