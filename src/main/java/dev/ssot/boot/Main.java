package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Version;
import dev.ssot.operation.tool.Tiers;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where every process of ssot begins: the MCP front under {@code mcp}, the command line under anything else. */
@QuarkusMain
public final class Main {

    /** For a wrong call, as shells have it. */
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] args) {
        boolean front = args.length > 0 && args[0].equals("mcp");
        System.exit(front ? front(Arrays.copyOfRange(args, 1, args.length)) : command(args));
    }

    /** Standard output belongs to the protocol; whatever else is printed must not get there. */
    private static int front(String[] args) {
        PrintStream out = System.out;
        System.setOut(System.err);
        return switch (FrontArguments.parse(args)) {
            case FrontArguments.Help() -> say(out, FrontArguments.HELP.stripTrailing(), 0);
            case FrontArguments.Version() -> say(out, "ssot-mcp " + Version.current(), 0);
            case FrontArguments.Wrong(String problem) -> say(System.err, problem, USAGE);
            case FrontArguments.Serve(String repository) -> serve(repository);
        };
    }

    private static int serve(@Nullable String repository) {
        try {
            // Before anything boots: a setting that nobody can have meant ends the start with its name.
            Environment environment = Environment.ofThisProcess();
            Tiers.in(environment);
            FrontBackend.check(environment);
            BeatPace.of(environment);
        } catch (IllegalArgumentException | ConfigurationError wrong) {
            return say(System.err, String.valueOf(wrong.getMessage()), USAGE);
        }
        return Framework.run("stdio", McpFront.class, repository == null ? new String[] {} : new String[] {repository})
                .status();
    }

    private static int command(String[] args) {
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        try {
            Optional<HttpSettings> http = Optional.empty();
            if (startsDaemon(args)) {
                Environment environment = Environment.ofThisProcess();
                LogFormat.of(environment);
                http = HttpSettings.in(environment, Catalog.load(), CommandProcess.folder());
            }
            return http.isPresent() && args[1].equals("run")
                    ? HttpDaemon.run(args, http.get(), out, err)
                    : CommandProcess.run(args, out, err, new DaemonGateway.Off());
        } catch (ConfigurationError wrong) {
            return say(System.err, String.valueOf(wrong.getMessage()), USAGE);
        }
    }

    /** In the background too: what is wrong is said where it was asked for. */
    private static boolean startsDaemon(String[] args) {
        return args.length > 1 && args[0].equals("daemon") && (args[1].equals("run") || args[1].equals("start"));
    }

    private static int say(PrintStream stream, String text, int status) {
        stream.println(text);
        return status;
    }
}
