package dev.ssot.boot;

import dev.ssot.boot.doctor.RepositoryDoctor;
import dev.ssot.cli.Backing;
import dev.ssot.cli.CommandLineProcess;
import dev.ssot.cli.Screen;
import dev.ssot.cli.command.DaemonControl;
import dev.ssot.cli.command.Operator;
import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Catalog;
import dev.ssot.rpc.Discovery;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Puts a command together with what it runs on: the files or the daemon, by the same rules as a front. */
final class CommandProcess {

    private static final int NARROW = 80;

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger QUIET = Logger.getLogger("");

    private CommandProcess() {}

    /** @param gateway of the daemon, should the command be to run it */
    static int run(String[] args, PrintWriter out, PrintWriter err, DaemonGateway gateway) throws ConfigurationError {
        Environment environment = Environment.ofThisProcess();
        // The doctor says itself what is wrong with them.
        boolean isDoctor = args.length > 0 && args[0].equals("doctor");
        if (!isDoctor) {
            FrontBackend.check(environment);
        }
        if (args.length > 1 && args[0].equals("daemon") && args[1].equals("run")) {
            // Here and not before: a framework that boots sets the log up anew.
            LogFormat.of(environment).apply();
        }
        CommandLineProcess process = new CommandLineProcess(
                () -> backing(environment),
                folder(),
                environment.text(Variable.VOX_REPO_ROOT).map(Path::of),
                () -> BuildRegistrations.of(Catalog.load(), environment),
                () -> daemon(environment, gateway),
                new Operator(
                        new OperatorTrust(environment),
                        CommandProcess::ask,
                        new OperatorGates(InstantSource.system()),
                        doctor(environment),
                        new RolloutStatus(environment, InstantSource.system())),
                new SelftestRun());
        return process.run(List.of(args), isDoctor ? null : requestId(environment), out, err, screen(environment));
    }

    private static RepositoryDoctor doctor(Environment environment) {
        InstantSource clock = InstantSource.system();
        return new RepositoryDoctor(environment, clock, LocalEngine::files, new LocalCommands(clock, environment));
    }

    private static Backing backing(Environment environment) {
        if (environment.text(Variable.SSOT_LOG).isEmpty()) {
            // What went wrong is said on standard output; its story is for those who ask for it.
            QUIET.setLevel(Level.OFF);
        }
        Catalog catalog = Catalog.load();
        try {
            return new Backing(
                    catalog, FrontBackend.open(environment, catalog).operations(), LocalEngine.initialization());
        } catch (ConfigurationError checkedBefore) {
            throw new IllegalStateException(checkedBefore);
        }
    }

    /** Only a call that travels can be lost on the way and asked again. */
    private static @Nullable String requestId(Environment environment) throws ConfigurationError {
        return RoutingFlags.of(environment).sendsAnything() ? UUID.randomUUID().toString() : null;
    }

    /** Where the process was started, with every link followed. */
    static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        try {
            return folder.toRealPath();
        } catch (IOException gone) {
            return folder;
        }
    }

    private static @Nullable Screen screen(Environment environment) {
        if (System.console() == null || !System.console().isTerminal()) {
            return null;
        }
        boolean colours = environment.text(Variable.NO_COLOR).isEmpty()
                && !environment.text(Variable.TERM).orElse("dumb").equals("dumb");
        int width = environment
                .text(Variable.COLUMNS)
                .filter(text -> text.matches("[1-9][0-9]{1,3}"))
                .map(Integer::valueOf)
                .orElse(NARROW);
        return new Screen(colours, width);
    }

    private static Optional<String> ask(String question) {
        Console console = System.console();
        return console != null && console.isTerminal()
                ? Optional.ofNullable(console.readLine("%s", question))
                : Optional.empty();
    }

    /** The daemon of this user, or why there can be none. */
    static DaemonControl daemon(Environment environment, DaemonGateway gateway) {
        Path launcher = Path.of(System.getProperty("ssot.launcher", "ssot"));
        return Discovery.in(environment)
                .<DaemonControl>map(
                        discovery -> new DaemonProcess(environment, discovery, launcher, System.err, gateway))
                .orElseGet(NoPlaceForDaemon::new);
    }
}
