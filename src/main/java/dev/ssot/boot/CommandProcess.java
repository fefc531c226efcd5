package dev.ssot.boot;

import dev.ssot.cli.CommandLineProcess;
import dev.ssot.cli.Screen;
import dev.ssot.cli.command.DaemonControl;
import dev.ssot.cli.command.Operator;
import dev.ssot.operation.Catalog;
import dev.ssot.rpc.Discovery;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts a command together with what it runs on: the files or the daemon, by the same rules as a front. */
final class CommandProcess {

    private static final int NARROW = 80;

    private CommandProcess() {}

    static int run(String[] args, PrintWriter out, PrintWriter err) throws ConfigurationError {
        Map<String, String> environment = System.getenv();
        Settings settings = new Settings(environment);
        Catalog catalog = Catalog.load();
        FrontBackend backend = FrontBackend.open(settings, catalog);
        CommandLineProcess process = new CommandLineProcess(
                catalog,
                backend.operations(),
                LocalEngine.initialization(),
                folder(),
                () -> daemon(settings),
                new Operator(new OperatorTrust(environment), CommandProcess::ask));
        // Only a call that travels can be lost on the way and asked again.
        String requestId = backend.sendsAnything() ? UUID.randomUUID().toString() : null;
        return process.run(List.of(args), requestId, out, err, screen(settings));
    }

    private static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        try {
            return folder.toRealPath();
        } catch (IOException gone) {
            return folder;
        }
    }

    private static @Nullable Screen screen(Settings settings) {
        if (System.console() == null || !System.console().isTerminal()) {
            return null;
        }
        boolean colours = settings.text("NO_COLOR").isEmpty()
                && !settings.text("TERM").orElse("dumb").equals("dumb");
        int width = settings.text("COLUMNS")
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

    private static DaemonControl daemon(Settings settings) {
        Path launcher = Path.of(System.getProperty("ssot.launcher", "ssot"));
        return Discovery.in(settings.environment())
                .<DaemonControl>map(discovery -> new DaemonProcess(settings, discovery, launcher, System.err))
                .orElseGet(NoPlaceForDaemon::new);
    }
}
