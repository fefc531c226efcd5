package dev.ssot.operation.planning;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Section;
import dev.ssot.registry.mutation.PlanRows;

/** {@code issue.plan}: when issues are to be dealt with. */
public final class PlanIssues implements UseCase<PlanIssuesRequest, Report> {

    @Override
    public Reply<Report> run(PlanIssuesRequest request, Context context) {
        return new RowsWrite("issue_plan", Section.ISSUES, request.ids())
                .run(context, new PlanRows(Section.ISSUES, request.ids(), request.horizon(), request.slot(), null));
    }
}
