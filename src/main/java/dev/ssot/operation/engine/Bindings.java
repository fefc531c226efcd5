package dev.ssot.operation.engine;

import java.util.List;
import java.util.stream.Stream;

/** Every operation that this build can run. The catalog declares the same ids; a test holds the two together. */
public final class Bindings {

    private Bindings() {}

    public static List<Binding<?, ?>> all(Surroundings around) {
        return Stream.of(
                        SliceBindings.all(around.isToolRegistered()),
                        EventBindings.all(),
                        EntityBindings.all(),
                        ReleaseBindings.all(),
                        ValidationBindings.all(),
                        PlanningBindings.all(),
                        RepairBindings.all(),
                        SyncBindings.all(),
                        DocumentBindings.all(),
                        TestBindings.all(),
                        ControlBindings.all(),
                        CommandLineBindings.all(around.shell()),
                        OrchestratorBindings.all(),
                        SnapshotBindings.all(),
                        FacadeBindings.all(around),
                        LogBindings.all(),
                        WorkspaceBindings.all())
                .<Binding<?, ?>>flatMap(List::stream)
                .toList();
    }
}
