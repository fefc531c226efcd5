package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.mcp.Tiers;
import dev.ssot.operation.Version;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
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
        System.setProperty("quarkus.profile", "stdio");
        AtomicInteger status = new AtomicInteger();
        Quarkus.run(
                McpFront.class,
                (code, failure) -> status.set(code),
                repository == null ? new String[] {} : new String[] {repository});
        return status.get();
    }

    private static int command(String[] args) {
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        try {
            return CommandProcess.run(args, out, err);
        } catch (ConfigurationError wrong) {
            return say(System.err, String.valueOf(wrong.getMessage()), USAGE);
        }
    }

    private static int say(PrintStream stream, String text, int status) {
        stream.println(text);
        return status;
    }
}
