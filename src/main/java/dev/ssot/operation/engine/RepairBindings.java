package dev.ssot.operation.engine;

import dev.ssot.operation.Report;
import dev.ssot.operation.export.ExportGraph;
import dev.ssot.operation.export.ExportGraphRequest;
import dev.ssot.operation.export.ExportRegistry;
import dev.ssot.operation.export.ExportRegistryRequest;
import dev.ssot.operation.export.ExportResult;
import dev.ssot.operation.slice.RepairBlocker;
import dev.ssot.operation.slice.RepairBlockerRequest;
import dev.ssot.operation.slice.RepairBlockers;
import dev.ssot.operation.slice.RepairBlockersRequest;
import dev.ssot.operation.slice.ScaffoldWiring;
import dev.ssot.operation.slice.ScaffoldWiringRequest;
import java.util.List;

/** Scaffolds, repairs of blocked transitions, exports. */
final class RepairBindings {

    private RepairBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>("registry.scaffold", ScaffoldWiringRequest.class, Report.class, new ScaffoldWiring()),
                new Binding<>("blocker.repair", RepairBlockerRequest.class, Report.class, new RepairBlocker()),
                new Binding<>("blocker.repair_all", RepairBlockersRequest.class, Report.class, new RepairBlockers()),
                new Binding<>("registry.export", ExportRegistryRequest.class, ExportResult.class, new ExportRegistry()),
                new Binding<>("graph.export", ExportGraphRequest.class, ExportResult.class, new ExportGraph()));
    }
}
