package dev.ssot.operation.engine;

import dev.ssot.operation.CommandShell;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every operation that this build can run. The catalog declares the same ids; a test holds the two together. */
public final class Bindings {

    private Bindings() {}

    /**
     * @param isToolRegistered tells whether a tool exists here, for results that recommend calls
     * @param shell runs command lines
     */
    public static List<Binding<?, ?>> all(Predicate<String> isToolRegistered, CommandShell shell) {
        return Stream.of(
                        SliceBindings.all(isToolRegistered),
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
                        CommandLineBindings.all(shell),
                        OrchestratorBindings.all(),
                        FacadeBindings.all())
                .<Binding<?, ?>>flatMap(List::stream)
                .toList();
    }
}
