package dev.ssot.cli;

import dev.ssot.cli.command.DaemonControl;
import dev.ssot.cli.command.Host;
import dev.ssot.cli.command.Operator;
import dev.ssot.cli.command.SelftestControl;
import dev.ssot.contract.Registrations;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code ssot} as a process: one command line of a person or a script. */
public final class CommandLineProcess {

    private final CommandLineDoor door;
    private final Path folder;
    private final Optional<Path> project;
    private final Supplier<Registrations> registrations;
    private final Supplier<DaemonControl> daemon;
    private final Operator operator;
    private final SelftestControl selftest;

    /**
     * @param folder where the process was started, with every link followed
     * @param project the project whose contracts are meant, if the environment names one
     * @param registrations asks every door what it registers
     */
    public CommandLineProcess(
            Supplier<Backing> backing,
            Path folder,
            Optional<Path> project,
            Supplier<Registrations> registrations,
            Supplier<DaemonControl> daemon,
            Operator operator,
            SelftestControl selftest) {
        this.door = new CommandLineDoor(backing);
        this.folder = folder;
        this.project = project;
        this.registrations = registrations;
        this.daemon = daemon;
        this.operator = operator;
        this.selftest = selftest;
    }

    /**
     * Runs the command line and answers its exit status.
     *
     * @param requestId the name of the write that it may lead to; null for none
     * @param screen how a person sees results; null when standard output is no terminal
     */
    public int run(
            List<String> arguments,
            @Nullable String requestId,
            PrintWriter out,
            PrintWriter err,
            @Nullable Screen screen) {
        Host host =
                new Host(daemon, operator, selftest, folder, project, registrations, out, err, HelpText::completion);
        int status = door.run(
                new CommandCall(arguments, folder, null, requestId, host), new StandardStreams(out, err, screen));
        out.flush();
        err.flush();
        return status;
    }
}
