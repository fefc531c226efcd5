package dev.ssot.operation.planning;

import dev.ssot.operation.Context;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Section;
import dev.ssot.registry.mutation.SetLifecycle;
import java.util.List;

/** {@code feature.lifecycle}: moves features to a stage, if the guard lets each of them. */
public final class MoveLifecycle implements UseCase<FeatureLifecycleRequest, Report> {

    @Override
    public Reply<Report> run(FeatureLifecycleRequest request, Context context) {
        List<String> replacements = request.replacementFeatureIds();
        return new RowsWrite("feature_lifecycle", Section.FEATURES, request.ids())
                .run(
                        context,
                        new SetLifecycle(
                                request.ids(),
                                request.stage(),
                                replacements == null ? List.of() : replacements,
                                request.effectiveReleaseId(),
                                request.note()));
    }
}
