package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.Operations;
import dev.ssot.rpc.Discovery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A daemon that never gets done with leaving, as a process. */
final class StuckDaemon {

    static final Duration FORCED_AFTER = Duration.ofMillis(300);

    private StuckDaemon() {}

    public static void main(String[] args) {
        Environment environment = Environment.ofThisProcess();
        Discovery discovery = Discovery.in(environment).orElseThrow();
        DaemonProcess process = new DaemonProcess(
                environment, discovery, Path.of("unused"), System.err, new Stuck(), FORCED_AFTER, "1");
        System.exit(process.run(Optional.empty(), report -> System.out.println(report.text())));
    }

    private record Stuck() implements DaemonGateway {

        @Override
        public void open(Catalog catalog, Operations operations) {}

        @Override
        public void measure(ServedCalls calls, Supplier<ObjectNode> status) {}

        @Override
        public void drain() {
            while (true) {
                LockSupport.park();
            }
        }

        @Override
        public void describe(ObjectNode status) {}
    }
}
