package dev.ssot.operation.engine;

import dev.ssot.operation.orchestrator.OrchestratorStart;
import dev.ssot.operation.orchestrator.OrchestratorStartRequest;
import dev.ssot.operation.orchestrator.OrchestratorStartResult;
import dev.ssot.operation.orchestrator.OrchestratorStatus;
import dev.ssot.operation.orchestrator.OrchestratorStatusRequest;
import dev.ssot.operation.orchestrator.OrchestratorStatusResult;
import java.util.List;

/** The daemon as fronts see it. */
final class OrchestratorBindings {

    private OrchestratorBindings() {}

    static List<Binding<?, ?>> all() {
        return List.of(
                new Binding<>(
                        "orchestrator.start",
                        OrchestratorStartRequest.class,
                        OrchestratorStartResult.class,
                        new OrchestratorStart()),
                new Binding<>(
                        "orchestrator.status",
                        OrchestratorStatusRequest.class,
                        OrchestratorStatusResult.class,
                        new OrchestratorStatus()));
    }
}
