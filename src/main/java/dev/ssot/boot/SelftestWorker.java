package dev.ssot.boot;

import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.rpc.Discovery;
import dev.ssot.selftest.OffsetClock;
import dev.ssot.selftest.WorkerLoop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where a process of {@code ssot selftest} begins; it can call and, when told to, serve as a daemon. */
public final class SelftestWorker {

    private SelftestWorker() {}

    public static void main(String[] args) throws IOException, ConfigurationError {
        PrintStream answers = System.out;
        System.setOut(System.err);
        OffsetClock clock = new OffsetClock();
        new WorkerLoop(caller(clock), clock, () -> serve(clock), answers)
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

    private static @Nullable String serve(OffsetClock clock) {
        try {
            Environment environment = Environment.ofThisProcess();
            Discovery discovery = Discovery.in(environment)
                    .orElseThrow(() -> new IOException("there is no place for the announcement of a daemon"));
            InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            Daemon.Start start = Daemon.start(discovery, bind, clock, environment, new DaemonGateway.Off());
            return start instanceof Daemon.Start.Running ? null : start.toString();
        } catch (IOException failure) {
            return String.valueOf(failure.getMessage());
        }
    }
}
