package dev.ssot.boot;

import dev.ssot.cli.SsotCommand;
import dev.ssot.rpc.Discovery;
import io.quarkus.runtime.Quarkus;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** The one entry point: {@code mcp} becomes the stdio front, everything else is a command line. */
public final class Main {

    private Main() {}

    /** The launchers in {@code deploy/bin} call this, {@code ssot-mcp} with {@code mcp} in front. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("mcp")) {
            // Before anything can print: standard output belongs to the protocol alone.
            System.setOut(System.err);
            front(Arrays.copyOfRange(arguments, 1, arguments.length));
        } else {
            System.exit(command(arguments));
        }
    }

    private static void front(String[] arguments) {
        switch (FrontArguments.parse(arguments, System.err)) {
            case FrontArguments.Parsed.Ended(int status) -> System.exit(status);
            case FrontArguments.Parsed.Valid valid -> {
                System.setProperty("quarkus.profile", "stdio");
                Quarkus.run(McpFront.class, arguments);
            }
        }
    }

    private static int command(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Settings settings = new Settings(System.getenv());
        Optional<Discovery> discovery = Discovery.in(System.getenv());
        if (discovery.isEmpty()) {
            System.err.println("set HOME, XDG_STATE_HOME or XDG_RUNTIME_DIR: the daemon's files need a place");
            return 1;
        }
        Path launcher = Path.of(System.getProperty("ssot.launcher", "ssot"));
        return SsotCommand.run(
                arguments,
                new DaemonProcess(settings, discovery.get(), launcher, System.err),
                new PrintWriter(out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    }
}
