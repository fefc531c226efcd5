package dev.ssot.cli;

import dev.ssot.registry.json.CanonicalJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ssot daemon}: the life of the daemon. */
@Command(
        name = "daemon",
        description = "Starts, stops and shows the daemon that fronts can share.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "run|start|stop|status")
final class DaemonCommand {

    private final DaemonControl control;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DaemonCommand(DaemonControl control) {
        this.control = control;
    }

    @Command(description = "Serves in the foreground until told to leave.", mixinStandardHelpOptions = true)
    int run(
            @Option(
                            names = "--listen",
                            paramLabel = "HOST:PORT",
                            description =
                                    "Loopback address; default: VOX_ORCHESTRATOR_DAEMON_SOCKET, else a free port.")
                    @Nullable String listen) {
        return control.run(Optional.ofNullable(listen));
    }

    @Command(
            description = "Starts the daemon in the background and returns when it answers.",
            mixinStandardHelpOptions = true)
    int start(
            @Option(
                            names = "--listen",
                            paramLabel = "HOST:PORT",
                            description =
                                    "Loopback address; default: VOX_ORCHESTRATOR_DAEMON_SOCKET, else a free port.")
                    @Nullable String listen,
            @Option(names = "--json", description = "Prints JSON.") boolean json) {
        return print(control.start(Optional.ofNullable(listen)), json);
    }

    @Command(description = "Lets calls in flight finish, then ends the daemon.", mixinStandardHelpOptions = true)
    int stop(@Option(names = "--json", description = "Prints JSON.") boolean json) {
        return print(control.stop(), json);
    }

    @Command(description = "Shows whether a daemon runs, and for which repositories.", mixinStandardHelpOptions = true)
    int status(@Option(names = "--json", description = "Prints JSON.") boolean json) {
        return print(control.status(), json);
    }

    private int print(DaemonControl.Report report, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? new String(CanonicalJson.write(report.json()), StandardCharsets.UTF_8) : report.text());
        out.flush();
        return report.passed() ? 0 : 1;
    }
}
