package dev.ssot.operation.planning;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Section;
import dev.ssot.registry.mutation.SetClaimTier;
import java.util.List;

/** {@code claim.set_tier}: says that a claim has the tier; another one takes a new claim. */
public final class KeepClaimTier implements UseCase<ClaimTierRequest, Report> {

    @Override
    public Reply<Report> run(ClaimTierRequest request, Context context) {
        return new RowsWrite("claim_set_tier", Section.CLAIMS, List.of(request.id()))
                .run(context, new SetClaimTier(request.id(), request.tier().name()));
    }
}
