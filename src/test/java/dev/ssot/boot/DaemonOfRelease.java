package dev.ssot.boot;

import dev.ssot.environment.Environment;
import dev.ssot.rpc.Discovery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A daemon that says of itself that it is of another release, as a process. */
final class DaemonOfRelease {

    private DaemonOfRelease() {}

    /** @param args the release */
    public static void main(String[] args) {
        DaemonProcess process = control(Environment.ofThisProcess(), Path.of("unused"), args[0]);
        System.exit(process.run(Optional.empty(), report -> System.out.println(report.text())));
    }

    /** The commands of that release. */
    static DaemonProcess control(Environment environment, Path launcher, String release) {
        return new DaemonProcess(
                environment,
                Discovery.in(environment).orElseThrow(),
                launcher,
                System.err,
                new DaemonGateway.Off(),
                Duration.ofSeconds(15),
                release);
    }
}
