package dev.ssot.operation.planning;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.mutation.PlanRows;

/** {@code feature.plan}: when features are to be done, and how far. */
public final class PlanFeatures implements UseCase<PlanFeaturesRequest, Report> {

    @Override
    public Reply<Report> run(PlanFeaturesRequest request, Context context) {
        Tier tier = request.claimTier();
        PlanRows.Target target = new PlanRows.Target(
                tier == null ? null : tier.name(), request.targetLifecycleStage(), request.outOfBoundsDisposition());
        return new RowsWrite("feature_plan", Section.FEATURES, request.ids())
                .run(context, new PlanRows(Section.FEATURES, request.ids(), request.horizon(), request.slot(), target));
    }
}
