package dev.ssot.operation.engine;

import dev.ssot.operation.CommandShell;
import dev.ssot.operation.Report;
import dev.ssot.operation.commandline.CliRun;
import dev.ssot.operation.commandline.CliRunRequest;
import dev.ssot.operation.commandline.CliRunResult;
import dev.ssot.operation.commandline.CliSurface;
import dev.ssot.operation.commandline.CliSurfaceRequest;
import java.util.List;

/** The command line. */
final class CommandLineBindings {

    private CommandLineBindings() {}

    static List<Binding<?, ?>> all(CommandShell shell) {
        return List.of(
                new Binding<>("cli.run", CliRunRequest.class, CliRunResult.class, new CliRun(shell)),
                new Binding<>("cli.surface", CliSurfaceRequest.class, Report.class, new CliSurface(shell)));
    }
}
