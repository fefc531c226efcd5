package dev.ssot.operation.engine;

import dev.ssot.operation.Report;
import dev.ssot.operation.planning.AuditParents;
import dev.ssot.operation.planning.ChangeParents;
import dev.ssot.operation.planning.ChangeReleaseBoundaries;
import dev.ssot.operation.planning.ClaimTierRequest;
import dev.ssot.operation.planning.FeatureChildren;
import dev.ssot.operation.planning.FeatureChildrenRequest;
import dev.ssot.operation.planning.FeatureChildrenResult;
import dev.ssot.operation.planning.FeatureLifecycleRequest;
import dev.ssot.operation.planning.FeatureParentsRequest;
import dev.ssot.operation.planning.KeepClaimTier;
import dev.ssot.operation.planning.MigrateParents;
import dev.ssot.operation.planning.MoveLifecycle;
import dev.ssot.operation.planning.ParentAuditRequest;
import dev.ssot.operation.planning.ParentMigrationRequest;
import dev.ssot.operation.planning.PlanFeatures;
import dev.ssot.operation.planning.PlanFeaturesRequest;
import dev.ssot.operation.planning.PlanIssues;
import dev.ssot.operation.planning.PlanIssuesRequest;
import dev.ssot.operation.planning.ReleaseBoundariesRequest;
import java.util.List;

/** Plans, lifecycles and parents of features, and what is decided about claims and releases. */
final class PlanningBindings {

    private PlanningBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>("feature.plan", PlanFeaturesRequest.class, Report.class, new PlanFeatures()),
                new Binding<>("issue.plan", PlanIssuesRequest.class, Report.class, new PlanIssues()),
                new Binding<>("feature.lifecycle", FeatureLifecycleRequest.class, Report.class, new MoveLifecycle()),
                new Binding<>("feature.parents", FeatureParentsRequest.class, Report.class, new ChangeParents()),
                new Binding<>(
                        "feature.children",
                        FeatureChildrenRequest.class,
                        FeatureChildrenResult.class,
                        new FeatureChildren()),
                new Binding<>("feature.parent_audit", ParentAuditRequest.class, Report.class, new AuditParents()),
                new Binding<>(
                        "feature.parent_migrate", ParentMigrationRequest.class, Report.class, new MigrateParents()),
                new Binding<>("claim.set_tier", ClaimTierRequest.class, Report.class, new KeepClaimTier()),
                new Binding<>(
                        "release.boundaries",
                        ReleaseBoundariesRequest.class,
                        Report.class,
                        new ChangeReleaseBoundaries()));
    }
}
