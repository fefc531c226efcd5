package dev.ssot.operation.planning;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Section;
import dev.ssot.registry.mutation.MigrateParent;
import java.util.List;

/** {@code feature.parent_migrate}: turns a parent into a prerequisite. */
public final class MigrateParents implements UseCase<ParentMigrationRequest, Report> {

    @Override
    public Reply<Report> run(ParentMigrationRequest request, Context context) {
        return new RowsWrite("feature_parent_migrate", Section.FEATURES, List.of(request.featureId()))
                .run(context, new MigrateParent(request.featureId(), request.parentId(), request.removeParentLink()));
    }
}
