package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.rpc.Discovery;
import dev.ssot.selftest.OffsetClock;
import dev.ssot.selftest.Role;
import dev.ssot.selftest.WorkerLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Where a process of {@code ssot selftest} begins: a caller or a daemon, with a clock and failpoints to be set. */
public final class SelftestWorker {

    private SelftestWorker() {}

    public static void main(String[] args) throws IOException, ConfigurationError {
        PrintStream answers = System.out;
        System.setOut(System.err);
        OffsetClock clock = new OffsetClock();
        Role role = Role.valueOf(args[0]);
        RoutedCalls calls = role == Role.DAEMON ? daemon(clock) : caller(clock);
        new WorkerLoop(calls, clock, answers)
                .run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        // The daemon has threads that would keep the process.
        System.exit(0);
    }

    /** Its flags say whether it is a front. */
    private static RoutedCalls caller(OffsetClock clock) throws ConfigurationError {
        FrontBackend backend =
                FrontBackend.open(Environment.ofThisProcess(), Catalog.load(), clock, UnaryOperator.identity());
        return backend.calls();
    }

    private static RoutedCalls daemon(OffsetClock clock) throws IOException {
        Environment environment = Environment.ofThisProcess();
        Discovery discovery = Discovery.in(environment)
                .orElseThrow(() -> new IOException("there is no place for the announcement of a daemon"));
        InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (Daemon.start(discovery, bind, clock, environment, new DaemonGateway.Off())
                instanceof Daemon.Start.Refused(String message)) {
            throw new IOException(message);
        }
        return call -> new RoutedCalls.Routed(
                Outcome.refused(
                        ErrorCode.NOT_AVAILABLE,
                        "the daemon of a selftest takes calls on its socket only",
                        "Ask a front."),
                Backend.DAEMON,
                "refused");
    }
}
