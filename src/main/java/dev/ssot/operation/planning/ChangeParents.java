package dev.ssot.operation.planning;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Section;
import dev.ssot.registry.mutation.FeatureParents;
import java.util.List;
import java.util.Locale;

/** {@code feature.parents}: which features others are part of. */
public final class ChangeParents implements UseCase<FeatureParentsRequest, Report> {

    @Override
    public Reply<Report> run(FeatureParentsRequest request, Context context) {
        FeatureParents.Mode mode = FeatureParents.Mode.valueOf(request.mode().toUpperCase(Locale.ROOT));
        List<String> parents = request.parentIds();
        return new RowsWrite("feature_parents", Section.FEATURES, request.ids())
                .run(context, new FeatureParents(mode, request.ids(), parents == null ? List.of() : parents));
    }
}
